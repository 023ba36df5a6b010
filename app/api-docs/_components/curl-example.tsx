import { useTranslations } from 'next-intl';
import { CopyButton } from './copy-button';

/** A command to paste into a shell. */
export function CurlExample({ command }: { command: string }) {
  const t = useTranslations('apiDocs');
  return (
    <div className="flex flex-col gap-2">
      <div className="flex items-center justify-between gap-2">
        <h4 className="font-medium">{t('example')}</h4>
        <CopyButton text={command} />
      </div>
      <pre
        lang="en"
        className="whitespace-pre-wrap rounded-xl bg-background p-3 font-mono text-[0.8125rem] leading-relaxed [overflow-wrap:anywhere] sm:p-4"
      >
        <code>{command}</code>
      </pre>
    </div>
  );
}
