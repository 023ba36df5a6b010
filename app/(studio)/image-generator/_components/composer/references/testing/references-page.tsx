import { render, screen } from '@testing-library/react';
import { createRef } from 'react';
import { ComposerDraft } from '@/app/(studio)/_components/draft/composer-draft';
import { Composer } from '@/app/(studio)/image-generator/_components/composer/composer';
import { PictureStore } from '@/components/pictures/feed/picture-store';
import type { fakeApi } from '@/components/testing/fake-api';
import { StudioFrame } from '@/components/testing/studio-frame';

const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const thumbnails = () => screen.queryAllByRole('button', { name: /^Reference \d+ of/ });

/** The composer with its references, and files for it. */
export function referencesPage(api: ReturnType<typeof fakeApi>) {
  return {
    id,
    thumbnails,
    names: () => thumbnails().map((thumbnail) => thumbnail.getAttribute('aria-label')),

    open(draft = new ComposerDraft()) {
      render(
        <StudioFrame store={new PictureStore()}>
          <Composer draft={draft} promptRef={createRef()} />
        </StudioFrame>,
      );
      return draft;
    },

    /** A file that begins like a PNG, or like something else. */
    file(name: string, head = '\u0089PNG\r\n\u001a\n') {
      const bytes = Uint8Array.from(head, (character) => character.charCodeAt(0));
      return new File([bytes], name, { type: 'image/png' });
    },

    /** Uploads are taken, with ids that no other reference has. */
    takeUploads() {
      let count = 50;
      api.on('POST /api/upload', () => {
        count += 1;
        return Response.json({ id: id(count), url: 'url', width: 8, height: 8 }, { status: 201 });
      });
    },

    /** A draft with so many references that the server has. */
    ready(count: number) {
      const draft = new ComposerDraft();
      draft.setReferences(
        Array.from({ length: count }, (_, place) => ({
          key: id(place + 1),
          name: null,
          status: 'ready',
          id: id(place + 1),
        })),
      );
      return draft;
    },
  };
}
