import { cleanup, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createRef } from 'react';
import { beforeEach, describe, expect, it } from 'vitest';
import { ComposerDraft } from '@/app/(studio)/_components/draft/composer-draft';
import { PictureStore } from '@/components/pictures/feed/picture-store';
import { fakeApi } from '@/components/testing/fake-api';
import { StudioFrame } from '@/components/testing/studio-frame';
import { Composer } from './composer';

fakeApi();

function open() {
  const draft = new ComposerDraft();
  render(
    <StudioFrame store={new PictureStore()}>
      <Composer draft={draft} promptRef={createRef()} />
    </StudioFrame>,
  );
  return { draft };
}

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});

describe('settings', () => {
  it('survive a reload', async () => {
    open();
    await userEvent.click(screen.getByRole('combobox', { name: 'Size' }));
    await userEvent.click(await screen.findByRole('option', { name: /^4K/ }));
    cleanup();
    open();
    expect(screen.getByRole('combobox', { name: 'Size' }).textContent).toBe('Size4K');
  });

  it('offer what the chosen model offers', async () => {
    const { draft } = open();
    draft.setSettings({ model: 'gemini-3.1-flash-image' });
    await userEvent.click(screen.getByRole('combobox', { name: 'Size' }));
    await screen.findByRole('option', { name: /^512/ });
    expect(screen.getAllByRole('option')).toHaveLength(4);
  });

  it('take a seed that is typed, rolled or cleared, and say what is wrong with another', async () => {
    const { draft } = open();
    await userEvent.click(screen.getByRole('button', { name: 'Seed' }));
    const field = await screen.findByRole('textbox', { name: 'Number' });
    await userEvent.type(field, '42');
    expect(draft.snapshot().settings.seed).toBe(42);
    await userEvent.type(field, 'x');
    expect(screen.getByText(/Use a whole number/)).toBeTruthy();
    expect(draft.snapshot().settings.seed).toBe(42);
    await userEvent.click(screen.getByRole('button', { name: 'Roll a seed' }));
    expect(screen.queryByText(/Use a whole number/)).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Clear the seed' }));
    expect(draft.snapshot().settings.seed).toBeNull();
  });
});
