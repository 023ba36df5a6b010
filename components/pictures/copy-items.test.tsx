import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { PictureStore } from '@/components/pictures/feed/picture-store';
import { fakeApi } from '@/components/testing/fake-api';
import { makeTask } from '@/components/testing/make-task';
import { StudioFrame } from '@/components/testing/studio-frame';
import { useCopy } from './copy-items';
import type { Picture } from './slot-state';

const api = fakeApi();

const task = makeTask({ status: 'completed', prompt: 'A fox' });
const [image] = task.images;
if (!image) throw new Error('no image');
const picture = { task, image: { ...image, seed: 41 } };

function Buttons({ shown }: { shown: Picture }) {
  const copy = useCopy(shown);
  return (['picture', 'prompt', 'seed', 'link'] as const).map((what) => (
    <button key={what} type="button" onClick={() => void copy(what)}>
      {what}
    </button>
  ));
}

/** What was written to the clipboard, its promises kept. */
const written: unknown[] = [];
let refused = false;

beforeEach(() => {
  written.length = 0;
  refused = false;
  class Item {
    constructor(readonly data: Record<string, Promise<Blob>>) {}
  }
  vi.stubGlobal('ClipboardItem', Item);
});
afterEach(() => vi.unstubAllGlobals());

async function press(what: string) {
  const user = userEvent.setup();
  vi.spyOn(navigator.clipboard, 'writeText').mockImplementation(async (text) => {
    if (refused) throw new Error('refused');
    written.push(text);
  });
  vi.spyOn(navigator.clipboard, 'write').mockImplementation(async ([item]) => {
    if (refused) throw new Error('refused');
    const { data } = item as unknown as { data: Record<string, Promise<Blob>> };
    for (const [type, blob] of Object.entries(data)) written.push([type, await (await blob).text()]);
  });
  render(
    <StudioFrame store={new PictureStore([task])}>
      <Buttons shown={picture} />
    </StudioFrame>,
  );
  await user.click(screen.getByRole('button', { name: what }));
}

it('copies the picture itself, as PNG', async () => {
  api.on(`GET ${image.url}`, () => new Response('bytes', { headers: { 'Content-Type': 'image/png' } }));
  await press('picture');
  expect(await screen.findByText('Picture copied.')).toBeTruthy();
  expect(written).toEqual([['image/png', 'bytes']]);
});

it.each([
  ['prompt', 'A fox', 'Prompt copied.'],
  ['seed', '41', 'Seed copied.'],
  ['link', new URL(`/gallery/${task.taskId}`, location.origin).href, /^Link copied/],
])('copies the %s', async (what, text, said) => {
  await press(what);
  expect(await screen.findByText(said)).toBeTruthy();
  expect(written).toEqual([text]);
});

it.each([
  ['picture', /couldn’t be copied/],
  ['prompt', /doesn’t allow copying/],
])('says it when the browser refuses the clipboard to the %s', async (what, said) => {
  api.on(`GET ${image.url}`, () => new Response('bytes', { headers: { 'Content-Type': 'image/png' } }));
  refused = true;
  await press(what);
  expect(await screen.findByText(said)).toBeTruthy();
});

it('says it where there is no clipboard for pictures, as over plain HTTP', async () => {
  vi.stubGlobal('ClipboardItem', undefined);
  await press('picture');
  expect(await screen.findByText(/couldn’t be copied/)).toBeTruthy();
});

it('says it when the picture can’t be had', async () => {
  api.refuse(`GET ${image.url}`, 404, 'not_found');
  await press('picture');
  expect(await screen.findByText(/couldn’t be copied/)).toBeTruthy();
});
