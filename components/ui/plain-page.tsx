import type { ReactNode } from 'react';
import { SafelightMark } from '@/components/brand/safelight-mark';

interface Props {
  title: string;
  text: string;
  /** Small print, like a reference number. */
  note?: ReactNode;
  /** What to do next. */
  children: ReactNode;
}

/** A page that is only words: nothing found, something broke, a service away. */
export function PlainPage({ title, text, note, children }: Props) {
  return (
    <main className="mx-auto flex min-h-dvh max-w-md flex-col items-start justify-center gap-3 px-6 py-16">
      <SafelightMark className="mb-3 size-9" />
      <h1 className="text-balance font-semibold text-2xl tracking-tight">{title}</h1>
      <p className="text-pretty text-base text-muted leading-relaxed">{text}</p>
      {note ? <p className="text-muted text-xs">{note}</p> : null}
      <div className="mt-4 flex flex-wrap gap-2">{children}</div>
    </main>
  );
}
