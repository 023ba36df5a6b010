import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createRef, useState } from 'react';
import { vi } from 'vitest';
import { ComposerDraft } from '@/app/(studio)/_components/draft/composer-draft';
import { PageKeys } from '@/app/(studio)/_components/keys/page-keys';
import { StudioContext } from '@/app/(studio)/_components/studio-context';
import { useOutboxAnswers } from '@/app/(studio)/_components/use-outbox-answers';
import { Composer } from '@/app/(studio)/image-generator/_components/composer/composer';
import { Feed } from '@/app/(studio)/image-generator/_components/feed/topic-feed';
import { useOutbox } from '@/components/outbox/outbox-context';
import { PictureStore } from '@/components/pictures/feed/picture-store';
import { usePictureTasks } from '@/components/pictures/feed/use-picture-tasks';
import type { fakeApi } from '@/components/testing/fake-api';
import { StudioFrame } from '@/components/testing/studio-frame';

export const GENERATE = 'POST /api/generate-image';
const BATCH_ID = '7f1b5a52-8b6e-4d8b-9a43-1f0c5f5a0001';

interface PageProps {
  draft: ComposerDraft;
  getMore?: (() => Promise<boolean>) | undefined;
}

function Page({ draft, getMore }: PageProps) {
  const { store } = usePictureTasks();
  const [promptRef] = useState(() => createRef<HTMLTextAreaElement>());
  useOutboxAnswers(useOutbox(), store, draft);
  return (
    <StudioContext value={{ draft, promptRef, getMore }}>
      <Composer draft={draft} promptRef={promptRef} />
      <Feed empty={null} />
      <PageKeys />
    </StudioContext>
  );
}

export const idsOf = (body: unknown) => (body as { taskIds: string[] }).taskIds;

export function accept(body: unknown) {
  const taskIds = idsOf(body);
  return Response.json(
    {
      status: 'processing',
      taskId: taskIds[0],
      taskIds,
      batchId: BATCH_ID,
      topicId: null,
      credits: { charged: 4, balance: 96 },
      estimate: null,
      nextPollMs: 1000,
    },
    { status: 202 },
  );
}

/** The composer with the feed under it, on the page for something new. */
export function composerPage(api: ReturnType<typeof fakeApi>) {
  const prompt = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Prompt' });
  const generate = () => screen.getByRole('button', { name: /^Generate/ });
  return {
    prompt,
    generate,
    cards: () => screen.queryAllByRole('listitem').filter((item) => item.id.startsWith('card-')),
    unsent: () =>
      screen.queryAllByRole('article').filter(({ className }) => className.includes('border-dashed')),

    /** As a browser has it that was never here. */
    forget() {
      localStorage.clear();
      sessionStorage.clear();
      history.replaceState(null, '', '/image-generator/new');
    },

    open(getMore?: () => Promise<boolean>) {
      const store = new PictureStore();
      const draft = new ComposerDraft();
      const onReuse = vi.fn();
      const { unmount } = render(
        <StudioFrame store={store} onReuse={onReuse}>
          <Page draft={draft} getMore={getMore} />
        </StudioFrame>,
      );
      return { store, draft, onReuse, unmount };
    },

    async send(words: string) {
      await userEvent.clear(prompt());
      await userEvent.type(prompt(), words);
      await userEvent.click(generate());
    },

    /** An answer that is held back until the test lets it go. */
    hold() {
      const { promise, resolve } = Promise.withResolvers<void>();
      api.on(GENERATE, async ({ body }) => {
        await promise;
        return accept(body);
      });
      return resolve;
    },
  };
}
