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
  function paste(target: Element, { text = '', ...data }: { files: File[]; text?: string }) {
    const event = new Event('paste', { bubbles: true, cancelable: true });
    Object.assign(event, { clipboardData: { ...data, getData: () => text } });
    target.dispatchEvent(event);
    return event.defaultPrevented;
  }
  const picture = () => ({ files: [page.file('image.png')] });

  it('takes a picture anywhere in the page and in the prompt', async () => {
    page.takeUploads();
    page.open();
    expect(paste(document.body, picture())).toBe(true);
    await waitFor(() => expect(page.thumbnails()).toHaveLength(1));
    expect(paste(screen.getByRole('textbox', { name: 'Prompt' }), picture())).toBe(true);
    await waitFor(() => expect(page.thumbnails()).toHaveLength(2));
  });

  it.each([
    'image.png',
    'C:\\Pictures\\image.png',
    'file:///home/me/My%20pictures/image.png\n',
    '/home/me/image.png',
  ])('takes a file that was copied in a file manager, with its name as text: %s', async (text) => {
    page.takeUploads();
    page.open();
    expect(paste(screen.getByRole('textbox', { name: 'Prompt' }), { ...picture(), text })).toBe(true);
    await waitFor(() => expect(page.thumbnails()).toHaveLength(1));
  });

  it('leaves other fields, dialogs, text and other files alone', () => {
    page.open();
    const prompt = screen.getByRole('textbox', { name: 'Prompt' });
    const field = document.body.appendChild(document.createElement('input'));
    const dialog = document.body.appendChild(document.createElement('div'));
    dialog.setAttribute('role', 'dialog');
    expect(paste(field, picture())).toBe(false);
    expect(paste(dialog, picture())).toBe(false);
    expect(paste(prompt, { ...picture(), text: 'a table' })).toBe(false);
    const text = new File(['x'], 'x.txt', { type: 'text/plain' });
    expect(paste(document.body, { files: [text] })).toBe(false);
    field.remove();
    dialog.remove();
  });
});

describe('dropping', () => {
  it('takes the good files beside a folder, and says so of that', async () => {
    page.takeUploads();
    page.open();
    const folder = page.file('holidays');
    vi.spyOn(folder, 'slice').mockReturnValue(
      Object.assign(new Blob(), {
        arrayBuffer: () => Promise.reject(new DOMException('', 'NotReadableError')),
      }),
    );
    drag('drop', form(), { files: [folder, page.file('fox.png')] });
    await waitFor(() => expect(page.names()).toEqual(['Reference 1 of 1, fox.png']));
    expect(await screen.findByText(/“holidays” can't be read\. If it is a folder/)).toBeTruthy();
  });

  function drag(
    type: 'dragover' | 'drop',
    target: Element,
    { address = '', files = [page.file('dropped.png')] } = {},
  ) {
    const event = new Event(type, { bubbles: true, cancelable: true });
    const types = ['Files', ...(address ? ['text/uri-list'] : [])];
    const getData = () => address;
    Object.assign(event, {
      dataTransfer: { types, files, getData, dropEffect: '' },
    });
    act(() => void target.dispatchEvent(event));
    return event.defaultPrevented;
  }
  const form = () => screen.getByRole('form', { name: 'Make a picture' });

  it('on the composer takes files, and shows before where they go', async () => {
    page.takeUploads();
    page.open();
    drag('dragover', document.body);
    expect(await screen.findByText(/^Drop pictures here/)).toBeTruthy();
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
    await waitFor(() =>
      expect(draft.snapshot().references).toMatchObject([{ status: 'ready', id: page.id(9) }]),
    );
    expect(api.bodies(UPLOAD)).toEqual([]);
    drag('drop', form(), { address: `https://elsewhere.example/api/images/${page.id(8)}` });
    await waitFor(() => expect(api.bodies(UPLOAD)).toHaveLength(1));
  });
});
