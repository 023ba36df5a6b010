import { act, screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeApi } from '@/components/testing/fake-api';
import { referencesPage } from './testing/references-page';

const UPLOAD = 'POST /api/upload';
const api = fakeApi();
const page = referencesPage(api);

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  vi.stubGlobal('createImageBitmap', async () => ({ width: 8, height: 8, close: () => undefined }));
  vi.spyOn(console, 'info').mockReturnValue();
});

describe('pasting', () => {
  function paste(target: Element, data: { files: File[]; types: string[] }) {
    const event = new Event('paste', { bubbles: true, cancelable: true });
    Object.assign(event, { clipboardData: data });
    target.dispatchEvent(event);
    return event.defaultPrevented;
  }
  const picture = () => ({ files: [page.file('image.png')], types: ['Files'] });

  it('takes a picture anywhere in the page and in the prompt', async () => {
    page.takeUploads();
    page.open();
    expect(paste(document.body, picture())).toBe(true);
    await waitFor(() => expect(page.thumbnails()).toHaveLength(1));
    expect(paste(screen.getByRole('textbox', { name: 'Prompt' }), picture())).toBe(true);
    await waitFor(() => expect(page.thumbnails()).toHaveLength(2));
  });

  it('leaves other fields, dialogs, text and other files alone', () => {
    page.open();
    const prompt = screen.getByRole('textbox', { name: 'Prompt' });
    const field = document.body.appendChild(document.createElement('input'));
    const dialog = document.body.appendChild(document.createElement('div'));
    dialog.setAttribute('role', 'dialog');
    expect(paste(field, picture())).toBe(false);
    expect(paste(dialog, picture())).toBe(false);
    expect(paste(prompt, { ...picture(), types: ['text/plain', 'Files'] })).toBe(false);
    const text = new File(['x'], 'x.txt', { type: 'text/plain' });
    expect(paste(document.body, { files: [text], types: ['Files'] })).toBe(false);
    field.remove();
    dialog.remove();
  });
});

describe('dropping', () => {
  function drag(type: 'dragover' | 'drop', target: Element, { address = '' } = {}) {
    const event = new Event(type, { bubbles: true, cancelable: true });
    const types = ['Files', ...(address ? ['text/uri-list'] : [])];
    const getData = () => address;
    Object.assign(event, {
      dataTransfer: { types, files: [page.file('dropped.png')], getData, dropEffect: '' },
    });
    act(() => void target.dispatchEvent(event));
    return event.defaultPrevented;
  }
  const form = () => screen.getByRole('form', { name: 'Make a picture' });

  it('on the composer takes files, and shows before where they go', async () => {
    page.takeUploads();
    page.open();
    drag('dragover', document.body);
    expect(screen.getByText(/^Drop pictures here/)).toBeTruthy();
    drag('drop', form());
    expect(screen.queryByText(/^Drop pictures here/)).toBeNull();
    await waitFor(() => expect(page.names()).toEqual(['Reference 1 of 1, dropped.png']));
  });

  it('beside it takes nothing, and does not lead the browser away', () => {
    page.open();
    expect(drag('drop', document.body)).toBe(true);
    expect(page.thumbnails()).toEqual([]);
  });

  it('takes one of our own pictures by its address, and only ours', async () => {
    page.takeUploads();
    const draft = page.open();
    drag('drop', form(), { address: `${location.origin}/api/images/${page.id(9)}?variant=preview` });
    expect(draft.snapshot().references).toMatchObject([{ status: 'ready', id: page.id(9) }]);
    expect(api.bodies(UPLOAD)).toEqual([]);
    drag('drop', form(), { address: `https://elsewhere.example/api/images/${page.id(8)}` });
    await waitFor(() => expect(api.bodies(UPLOAD)).toHaveLength(1));
  });
});
