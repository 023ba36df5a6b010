import { act, renderHook, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { beforeEach, describe, expect, it } from 'vitest';
import { PictureStore } from '@/components/pictures/feed/picture-store';
import type { Reusable, ReuseKind } from '@/components/pictures/pictures-context';
import { StudioFrame } from '@/components/testing/studio-frame';
import { ComposerDraft } from './composer-draft';
import { useReuseToast } from './use-reuse';

const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const fox: Reusable = {
  prompt: 'a fox',
  model: 'gemini-3-pro-image',
  settings: { aspectRatio: '16:9', imageSize: '1K', seed: 7 },
  picture: { id: id(9), seed: 8 },
};

function open() {
  const draft = new ComposerDraft();
  const { result } = renderHook(() => useReuseToast(draft), {
    wrapper: ({ children }: { children: ReactNode }) => (
      <StudioFrame store={new PictureStore()}>{children}</StudioFrame>
    ),
  });
  const reuse = (kind: ReuseKind, what = fox) => act(async () => result.current(kind, what));
  return { draft, reuse };
}

const toast = async (words: string) => (await screen.findByText(words)).closest('li');

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});

describe('a toast', () => {
  it('says what was replaced, in a live region, and undo brings the whole draft back', async () => {
    const { draft, reuse } = open();
    draft.setPrompt('mine');
    draft.setSettings({ count: 3, exclude: 'text' });
    const mine = draft.snapshot();
    await reuse('everything');
    const said = await toast('Prompt, model, ratio, seed and exclusions replaced');
    expect(said?.closest('[aria-live="polite"]')).not.toBeNull();
    expect(draft.snapshot()).not.toEqual(mine);
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
    expect(draft.snapshot()).toEqual(mine);
  });

  it('of an edit says what comes next', async () => {
    const { draft, reuse } = open();
    draft.setPrompt('mine');
    await reuse('edit');
    const said = await toast('Write what should change in this picture');
    expect(said?.textContent).toContain('Prompt, ratio and references replaced');
  });

  it('comes although another one is just leaving', async () => {
    const { draft, reuse } = open();
    draft.setPrompt('mine');
    await reuse('prompt');
    const leaving = await toast('Prompt replaced');
    if (!leaving) throw new Error('no toast');
    await userEvent.click(within(leaving).getByRole('button', { name: 'Undo' }));
    await reuse('edit');
    await waitFor(() => expect(leaving.isConnected).toBe(false));
    expect(screen.getByText('Write what should change in this picture')).toBeDefined();
  });

  it('counts references, and offers nothing to undo where nothing has changed', async () => {
    const { draft, reuse } = open();
    await reuse('reference');
    await toast('Added as reference 1');
    await reuse('reference');
    await toast('This picture is a reference already');
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull());
    draft.setReferences(
      Array.from({ length: 14 }, (_, place) => ({
        key: id(20 + place),
        name: null,
        status: 'ready',
        id: id(20 + place),
      })),
    );
    await reuse('reference');
    await toast('Nano Banana 2.1 takes 14 references. Remove one to add this picture.');
    await reuse('prompt', { ...fox, prompt: '' });
    await toast('All of that is set already');
  });

  it('names what the model does not have', async () => {
    const { reuse } = open();
    await reuse('settings', { ...fox, settings: { aspectRatio: '8:1', imageSize: '512' } });
    expect((await toast('Model replaced'))?.textContent).toContain(
      "Gemini 3 Pro Image doesn't offer everything as it was: ratio and size set to what it has.",
    );
  });
});

it('what finishes uploading after a reuse is ready in the draft that comes back', async () => {
  const { draft, reuse } = open();
  const file = new File(['x'], 'sea.png');
  draft.setReferences([{ key: 'k', name: 'sea.png', file, preview: 'blob:x', status: 'uploading' }]);
  await reuse('everything');
  draft.settleReference('k', { key: 'k', name: 'sea.png', status: 'ready', id: id(1) });
  expect(draft.snapshot().references).toEqual([]);
  draft.undoReuse();
  expect(draft.snapshot().references).toEqual([{ key: 'k', name: 'sea.png', status: 'ready', id: id(1) }]);
});
