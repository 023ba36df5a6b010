import { afterEach, beforeEach, expect, it } from 'vitest';
import { ComposerDraft } from './composer-draft';
import { reuseInto } from './reuse';

/** A page with this draft; the returned function ends it, as a reload does. */
function openPage(account = 'ana') {
  const draft = new ComposerDraft(account);
  const end = draft.keep();
  return {
    draft,
    reload: () => {
      window.dispatchEvent(new Event('pagehide'));
      end();
    },
  };
}

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});
afterEach(() => sessionStorage.clear());

it('keeps a prompt that was not sent over a reload, whoever is signed in after it', () => {
  const { draft, reload } = openPage();
  draft.setPrompt('a fox in the snow');
  reload();
  expect(openPage().draft.snapshot().prompt).toBe('a fox in the snow');
  expect(openPage('rui').draft.snapshot().prompt).toBe('a fox in the snow');
});

it('keeps it when the tab is only put aside, from which it may not come back', () => {
  const { draft } = openPage();
  draft.setPrompt('a fox in the snow');
  document.dispatchEvent(new Event('visibilitychange'));
  expect(openPage().draft.snapshot().prompt).toBe('a fox in the snow');
});

it('forgets what was accepted or left behind by signing out, but not what is typed after it', () => {
  const { draft, reload } = openPage();
  draft.setPrompt('a fox in the snow');
  draft.release('a fox in the snow');
  reload();
  expect(openPage().draft.snapshot().prompt).toBe('');
  const next = openPage();
  next.draft.setPrompt('a fox');
  next.draft.release();
  next.draft.setPrompt('a fox at night');
  next.reload();
  expect(openPage().draft.snapshot().prompt).toBe('a fox at night');
});

it('drops what no text can hold from what is pasted', () => {
  const draft = new ComposerDraft();
  draft.setPrompt('half \uD83D fox\0');
  draft.setSettings({ exclude: 'fog\uDE00' });
  expect([draft.snapshot().prompt, draft.snapshot().settings.exclude]).toEqual(['half  fox', 'fog']);
});

it('keeps settings and references for the account that chose them', () => {
  const { draft } = openPage();
  draft.setSettings({ count: 3 });
  draft.setReferences([
    { key: 'k', name: 'secret.png', status: 'ready', id: '00000000-0000-4000-8000-000000000001' },
  ]);
  expect(openPage().draft.snapshot()).toMatchObject({
    settings: { count: 3 },
    references: [{ name: 'secret.png' }],
  });
  expect(openPage('rui').draft.snapshot()).toMatchObject({ settings: { count: 1 }, references: [] });
});

it('keeps a prompt that was sent, refused and brought back to be edited', () => {
  const draft = new ComposerDraft('a');
  draft.setPrompt('a pier');
  draft.release('a pier');
  reuseInto(draft, 'everything', {
    prompt: 'a pier',
    model: 'gemini-3-pro-image',
    settings: { aspectRatio: '1:1', imageSize: '1K' },
  });
  draft.retain();
  expect(new ComposerDraft('a').snapshot().prompt).toBe('a pier');
});
