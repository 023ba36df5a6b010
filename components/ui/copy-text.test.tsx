import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { copyText } from './copy-text';

const { clipboard } = Object.getOwnPropertyDescriptors(Navigator.prototype);

beforeEach(() => {
  // As over plain HTTP from another machine.
  Reflect.deleteProperty(Navigator.prototype, 'clipboard');
});
afterEach(() => {
  if (clipboard) Object.defineProperty(Navigator.prototype, 'clipboard', clipboard);
  document.body.replaceChildren();
});

it('copies where there is no clipboard to write to, and leaves no trace', async () => {
  const button = document.body.appendChild(document.createElement('button'));
  button.focus();
  let copied = '';
  document.execCommand = vi.fn((command) => {
    const field = document.activeElement as HTMLTextAreaElement;
    copied = command === 'copy' ? field.value.slice(field.selectionStart, field.selectionEnd) : '';
    return true;
  });
  await copyText('a fox,\nin the snow');
  expect(copied).toBe('a fox,\nin the snow');
  expect(document.body.children).toHaveLength(1);
  expect(document.activeElement).toBe(button);
});

it('rejects when the browser does not copy', async () => {
  document.execCommand = vi.fn(() => false);
  await expect(copyText('a fox')).rejects.toThrow();
  expect(document.body.children).toHaveLength(0);
});
