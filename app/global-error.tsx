'use client';

import './globals.css';
import { buttonClass } from '@/components/ui/button-class';
import { GLOBAL_ERROR_WORDS } from './global-error-words';

const { name, title, text, tryAgain } = GLOBAL_ERROR_WORDS;

/** Stands in when even the layout failed, so it has no provider and speaks both languages; it comes with every page, and is short. */
export default function GlobalError({ retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>{name}</title>
        <main className="mx-auto flex min-h-dvh max-w-md flex-col items-start justify-center gap-3 px-6 py-16">
          <h1 className="font-semibold text-2xl">{title}</h1>
          <p>{text.en}</p>
          <p lang="pt-BR">{text['pt-BR']}</p>
          <button type="button" onClick={retry} className={buttonClass({ variant: 'primary' })}>
            {tryAgain.en} / <span lang="pt-BR">{tryAgain['pt-BR']}</span>
          </button>
        </main>
      </body>
    </html>
  );
}
