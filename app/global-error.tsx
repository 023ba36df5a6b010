'use client';

import './globals.css';
import { Button } from '@/components/ui/button';
import { PlainPage } from '@/components/ui/plain-page';
import en from '@/messages/en.json';
import ptBR from '@/messages/pt-BR.json';

/** Stands in when even the layout failed, so it has no provider and speaks both languages. */
export default function GlobalError({ retry }: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <title>{en.app.name}</title>
        <PlainPage
          title={en.app.errorTitle}
          text={en.app.errorText}
          note={<span lang="pt-BR">{ptBR.app.errorText}</span>}
        >
          <Button variant="primary" onClick={retry}>
            {en.app.tryAgain} / <span lang="pt-BR">{ptBR.app.tryAgain}</span>
          </Button>
        </PlainPage>
      </body>
    </html>
  );
}
