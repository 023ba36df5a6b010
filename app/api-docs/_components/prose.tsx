import { InlineCode } from './inline-code';

/** Paragraphs of the document, with `code` in them. */
export function Prose({ text }: { text: string }) {
  return (
    <div lang="en" className="flex max-w-[68ch] flex-col gap-3 text-pretty leading-relaxed">
      {text.split('\n\n').map((paragraph) => (
        <p key={paragraph}>
          <InlineCode text={paragraph} />
        </p>
      ))}
    </div>
  );
}
