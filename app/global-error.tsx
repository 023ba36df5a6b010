'use client';

import './globals.css';
import { buttonClass } from '@/components/ui/button-class';
import { PlainPage } from '@/components/ui/plain-page';
import { GLOBAL_ERROR_WORDS } from './global-error-words';

const { name, title, text, tryAgain } = GLOBAL_ERROR_WORDS;

/** Stands in when even the layout failed, so it has no provider and speaks both languages. */
export default function GlobalError({ retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>{name}</title>
        <PlainPage title={title} text={text.en} note={<span lang="pt-BR">{text['pt-BR']}</span>}>
          <button type="button" onClick={retry} className={buttonClass({ variant: 'primary' })}>
            {tryAgain.en} / <span lang="pt-BR">{tryAgain['pt-BR']}</span>
          </button>
        </PlainPage>
      </body>
    </html>
  );
}
