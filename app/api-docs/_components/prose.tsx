import { Fragment } from 'react';

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

/** Text of the document with `code` in it. */
export function InlineCode({ text }: { text: string }) {
  return text.split('`').map((part, index) => {
    const key = `${index} ${part}`;
    if (index % 2 === 0) return <Fragment key={key}>{part}</Fragment>;
    return (
      <code
        key={key}
        className="rounded bg-raised px-1 py-0.5 font-mono text-[0.9em] [overflow-wrap:anywhere]"
      >
        {part}
      </code>
    );
  });
}
