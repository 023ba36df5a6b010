import type { oas31 } from 'zod-openapi';
import { describeType } from '@/lib/openapi/describe-type';

/** What a value is, in a few words; named shapes are links to their place. */
export function TypeText({ schema }: { schema: oas31.SchemaObject | oas31.ReferenceObject }) {
  return describeType(schema).map((part, index) => {
    const key = `${index}`;
    if ('words' in part) return <span key={key}>{part.words}</span>;
    if ('value' in part)
      return (
        <code key={key} className="font-mono text-[0.9em]">
          {part.value}
        </code>
      );
    return (
      <a
        key={key}
        href={`#shape-${part.component}`}
        className="text-accent-text underline underline-offset-4"
      >
        {part.component}
      </a>
    );
  });
}
