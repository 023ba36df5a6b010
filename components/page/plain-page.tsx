import type { ReactNode } from 'react';
import { SafelightMark } from '@/components/ui/logo';

interface Props {
  title: string;
  text: string;
  /** Small print, like a reference number. */
  note?: ReactNode;
  /** Within the studio's frame, which is the page already. */
  inFrame?: boolean;
  /** What to do next. */
  children: ReactNode;
}

/** A page that is only words: nothing found, something broke, a service away. */
export function PlainPage({ title, text, note, inFrame, children }: Props) {
  const Main = inFrame ? 'div' : 'main';
  return (
    <Main className="mx-auto flex min-h-dvh max-w-md flex-col items-start justify-center gap-3 px-6 py-16">
      <SafelightMark className="mb-3 size-9" />
      <h1 className="text-balance font-semibold text-2xl tracking-tight">{title}</h1>
      <p className="text-pretty text-base text-muted leading-relaxed">{text}</p>
      {note ? <p className="text-muted text-xs">{note}</p> : null}
      <div className="mt-4 flex flex-wrap gap-2">{children}</div>
    </Main>
  );
}
