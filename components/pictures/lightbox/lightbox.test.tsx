import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, it, vi } from 'vitest';
import { PictureStore } from '@/components/pictures/feed/picture-store';
import { downloadImage } from '@/components/pictures/picture-files';
import { makeTask } from '@/components/testing/make-task';
import { StudioFrame } from '@/components/testing/studio-frame';
import { Lightbox } from './lightbox';

vi.mock(import('@/components/pictures/picture-files'), async (importOriginal) => ({
  ...(await importOriginal()),
  downloadImage: vi.fn(),
}));

const batchId = '7f1b5a52-8b6e-4d8b-9a43-1f0c5f5a0002';
const pictures = ['first', 'second', 'third'].map((prompt, position) =>
  makeTask({ prompt, position, batchId, status: 'completed' }),
);
const failed = makeTask({ position: 3, batchId, status: 'failed' });

function Page() {
  const [opened, setOpened] = useState<string | null>(null);
  const [first] = pictures;
  return (
    <>
      <button type="button" onClick={() => setOpened(first?.taskId ?? null)}>
        card
      </button>
      {opened ? (
        <Lightbox
          taskId={opened}
          pictures={pictures.map((task) => task.taskId)}
          onShow={setOpened}
          onClose={() => setOpened(null)}
        />
      ) : null}
    </>
  );
}

async function open(onReuse = () => undefined) {
  const store = new PictureStore();
  store.mergeTasks([...pictures, failed]);
  render(
    <StudioFrame store={store} onReuse={onReuse}>
      <Page />
    </StudioFrame>,
  );
  await userEvent.click(screen.getByRole('button', { name: 'card' }));
  await screen.findByRole('dialog');
}

const shown = () => screen.getByRole('img').getAttribute('alt');
const press = (keys: string) => userEvent.keyboard(keys);

it('shows the original with its prompt and settings', async () => {
  await open();
  expect(screen.getByRole('img').getAttribute('src')).toBe(pictures[0]?.images[0]?.url);
  expect(screen.getByRole('dialog').textContent).toContain('Nano Banana 2.1');
  expect(screen.getByRole('dialog').textContent).toContain('1024 × 1024');
  expect(screen.getByText('1 of 3')).toBeTruthy();
});

it('goes through finished pictures with the arrow keys and stops at both ends', async () => {
  await open();
  await press('{ArrowLeft}');
  expect(shown()).toBe('first');
  await press('{ArrowRight}{ArrowRight}');
  expect(shown()).toBe('third');
  await press('{ArrowRight}');
  expect(shown()).toBe('third');
});

it('closes with Escape and gives the focus back', async () => {
  await open();
  await press('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: 'card' })));
});

it('downloads with D, and leaves a D with Ctrl to the browser', async () => {
  await open();
  await press('{Control>}d{/Control}');
  expect(downloadImage).not.toHaveBeenCalled();
  await press('d');
  expect(downloadImage).toHaveBeenCalledWith(pictures[0]?.images[0]);
});

it('goes on to the next with Delete', async () => {
  await open();
  await press('{Delete}');
  expect(shown()).toBe('second');
});

it('folds a long prompt, and shows all of it when asked', async () => {
  const long = 'deep snow '.repeat(200).trim();
  const task = makeTask({ prompt: long, status: 'completed' });
  render(
    <StudioFrame store={new PictureStore([task])}>
      <Lightbox
        taskId={task.taskId}
        pictures={[task.taskId]}
        total={280}
        onShow={() => undefined}
        onClose={() => undefined}
      />
    </StudioFrame>,
  );
  const text = screen.getByText(long);
  expect(text.className).toContain('line-clamp');
  await userEvent.click(screen.getByRole('button', { name: 'Show the whole prompt' }));
  expect(text.className).not.toContain('line-clamp');
  // Counted in rows, not in what is loaded.
  expect(screen.getByText('1 of 280')).toBeTruthy();
});

it('reuses with R and closes', async () => {
  const onReuse = vi.fn();
  await open(onReuse);
  await press('r');
  const [first] = pictures;
  expect(onReuse).toHaveBeenCalledWith('everything', {
    prompt: 'first',
    model: first?.model,
    settings: first?.settings,
    picture: { id: first?.taskId },
  });
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});

it('zooms with Z; then the arrow keys move over the picture', async () => {
  await open();
  await press('z');
  expect(screen.getByRole('button', { name: /Fit to window/ })).toBeTruthy();
  await press('{ArrowRight}');
  expect(shown()).toBe('first');
  await press('z');
  await press('{ArrowRight}');
  expect(shown()).toBe('second');
});
