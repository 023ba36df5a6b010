import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { composerPage } from '@/app/(studio)/image-generator/_components/composer/testing/composer-page';
import { fakeApi } from '@/components/testing/fake-api';
import { makeTask } from '@/components/testing/make-task';
import { newTopic } from '@/components/topics/topic-address';

const api = fakeApi();
const { cards, forget, hold, open, prompt } = composerPage(api);
const focused = () => document.activeElement;

// As after the first key of a page.
beforeAll(() => import('./prompt-keys'));
beforeEach(forget);

function blur() {
  prompt().blur();
  expect(focused()).toBe(document.body);
}

describe('the focus', () => {
  it('is in the prompt from the beginning, and again after New', () => {
    open();
    expect(focused()).toBe(prompt());
    blur();
    act(() => newTopic.notify());
    expect(focused()).toBe(prompt());
  });

  it('comes back with what is typed anywhere, which arrives in the prompt', async () => {
    open();
    blur();
    await userEvent.keyboard('fog');
    expect(prompt().value).toBe('fog');
    screen.getByRole('combobox', { name: 'Aspect ratio' }).focus();
    await userEvent.keyboard('!');
    expect(prompt().value).toBe('fog!');
  });

  it.each(['{Control>}k{/Control}', '{Meta>}b{/Meta}', '{Alt>}x{/Alt}', ' ', '{F2}'])(
    'stays where it is at %s',
    async (keys) => {
      open();
      blur();
      await userEvent.keyboard(keys);
      expect(focused()).toBe(document.body);
    },
  );

  it('is not taken from a popup', async () => {
    open();
    await userEvent.click(screen.getByRole('button', { name: 'Seed' }));
    const seed = await screen.findByRole('textbox', { name: 'Number' });
    await userEvent.type(seed, '7');
    expect(prompt().value).toBe('');
  });
});

describe('Ctrl+Enter', () => {
  it.each([
    ['the seed', 'Seed', 'Number'],
    ['what is left out', 'Exclude', 'What should not be in it'],
  ])('sends from the popup for %s', async (_, chip, field) => {
    hold();
    open();
    await userEvent.keyboard('fog');
    await userEvent.click(screen.getByRole('button', { name: chip }));
    await userEvent.type(await screen.findByRole('textbox', { name: field }), '7');
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    expect(cards()).toHaveLength(1);
  });

  it('sends from an open list of options, and chooses nothing', async () => {
    hold();
    const { draft } = open();
    await userEvent.keyboard('fog');
    await userEvent.click(screen.getByRole('combobox', { name: 'Images' }));
    await screen.findByRole('option', { name: '4' });
    await userEvent.keyboard('{ArrowDown}{Control>}{Enter}{/Control}');
    expect(cards()).toHaveLength(1);
    expect(draft.snapshot().settings.count).toBe(1);
  });
});

describe('arrow up in an empty prompt', () => {
  const batches = ['older', 'newer'].map((words, hour) =>
    makeTask({ prompt: words, status: 'completed', createdAt: `2026-01-01T0${hour}:00:00.000Z` }),
  );

  it('walks back through earlier prompts, and arrow down forward again', async () => {
    const { store } = open();
    act(() => void store.mergeTasks(batches));
    const walk = async (keys: string) => {
      await userEvent.keyboard(keys);
      return prompt().value;
    };
    expect(await walk('{ArrowUp}')).toBe('newer');
    expect(await walk('{ArrowUp}')).toBe('older');
    expect(await walk('{ArrowUp}')).toBe('older');
    expect(await walk('{ArrowDown}')).toBe('newer');
    expect(await walk('{ArrowDown}')).toBe('');
    expect(await walk('{ArrowUp}!')).toBe('newer!');
    expect(await walk('{ArrowUp}')).toBe('newer!');
  });
});

it('a list of options in two columns is walked as it looks', async () => {
  open();
  await userEvent.click(screen.getByRole('combobox', { name: 'Aspect ratio' }));
  const options = await screen.findAllByRole('option');
  await waitFor(() => expect(focused()).toBe(options[0]));
  const walk = async (key: string) => {
    await userEvent.keyboard(`{${key}}`);
    return options.indexOf(focused() as HTMLElement);
  };
  expect(await walk('ArrowDown')).toBe(2);
  expect(await walk('ArrowRight')).toBe(3);
  expect(await walk('ArrowUp')).toBe(1);
  expect(await walk('ArrowLeft')).toBe(0);
  expect(await walk('ArrowUp')).toBe(0);
  await userEvent.keyboard('{ArrowRight}{Enter}');
  await waitFor(() => expect(screen.getByRole('combobox', { name: 'Aspect ratio' }).textContent).toBe('2:3'));
});
