import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { createRef } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Composer } from '@/app/(studio)/image-generator/_components/composer/composer';
import { ComposerDraft } from '@/app/(studio)/image-generator/_components/composer/composer-draft';
import { TaskStore } from '@/components/gallery/task-store';
import { fakeApi } from '@/components/gallery/testing/fake-api';
import { GalleryFrame } from '@/components/gallery/testing/gallery-frame';

const UPLOAD = 'POST /api/upload';
const GENERATE = 'POST /api/generate-image';
const PNG_HEAD = '\u0089PNG\r\n\u001a\n';
const api = fakeApi();
const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const generate = () => screen.getByRole<HTMLButtonElement>('button', { name: /^Generate|^Uploading/ });
const references = () => screen.queryAllByRole('button', { name: /^Reference \d+ of/ });
const names = () => references().map((thumbnail) => thumbnail.getAttribute('aria-label'));

function png(name: string, head = PNG_HEAD) {
  return new File([Uint8Array.from(head, (character) => character.charCodeAt(0))], name, {
    type: 'image/png',
  });
}

function open(draft = new ComposerDraft()) {
  render(
    <GalleryFrame store={new TaskStore()}>
      <Composer draft={draft} promptRef={createRef()} getMore={undefined} />
    </GalleryFrame>,
  );
  return draft;
}

/** Ids in the order of the uploads. */
function takeUploads() {
  let count = 50;
  api.on(UPLOAD, () => {
    count += 1;
    return Response.json(
      { id: id(count), url: `/api/images/${id(count)}`, width: 8, height: 8 },
      { status: 201 },
    );
  });
}

function pick(...files: File[]) {
  const input = document.querySelector('input[type="file"]');
  if (input) fireEvent.change(input, { target: { files } });
}

function ready(count: number) {
  const draft = new ComposerDraft();
  draft.setReferences(
    Array.from({ length: count }, (_, place) => ({
      key: id(place + 1),
      name: null,
      status: 'ready',
      id: id(place + 1),
    })),
  );
  return draft;
}

beforeEach(() => {
  localStorage.clear();
  vi.stubGlobal('createImageBitmap', async () => ({ width: 8, height: 8, close: () => undefined }));
  vi.spyOn(console, 'info').mockReturnValue();
});
afterEach(cleanup);

describe('a file that is picked', () => {
  it('is there with its name while it uploads, and only then can be sent', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    api.on(UPLOAD, async () => {
      await promise;
      return Response.json({ id: id(1), url: 'u', width: 8, height: 8 }, { status: 201 });
    });
    open();
    await userEvent.type(screen.getByRole('textbox', { name: 'Prompt' }), 'fog');
    pick(png('sea.png'), png('sky.png'));
    await waitFor(() =>
      expect(names()).toEqual([
        'Reference 1 of 2, sea.png, uploading',
        'Reference 2 of 2, sky.png, uploading',
      ]),
    );
    expect(generate().disabled).toBe(true);
    expect(generate().textContent).toContain('2 references are still uploading');
    resolve();
    await waitFor(() => expect(generate().disabled).toBe(false));
    const [form] = api.bodies(UPLOAD) as FormData[];
    expect((form?.get('file') as File).name).toBe('sea.png');
  });

  it.each([
    ['a text', png('notes.png', 'plain text'), "“notes.png” can't be opened"],
    ['a GIF', png('cat.gif', 'GIF89a'), '“cat.gif” is a moving picture'],
    ['an SVG', png('logo.svg', '<svg/>'), '“logo.svg” is an SVG drawing'],
  ])('%s is refused with a sentence, and the others are taken', async (_, file, words) => {
    takeUploads();
    open();
    pick(file, png('sea.png'));
    expect((await screen.findByRole('alert')).textContent).toContain(words);
    await waitFor(() => expect(names()).toEqual(['Reference 1 of 1, sea.png']));
  });

  it('that the browser cannot open goes, with a sentence', async () => {
    vi.stubGlobal('createImageBitmap', () => Promise.reject(new Error('no such codec')));
    open();
    pick(png('photo.heic', '\0\0\0\u0018ftypheic'), png('other.heic', '\0\0\0\u0018ftypheic'));
    await waitFor(() =>
      expect(screen.getByRole('alert').textContent).toBe(
        "“photo.heic” can't be opened as a picture. Use a PNG, JPEG or WebP." +
          "“other.heic” can't be opened as a picture. Use a PNG, JPEG or WebP.",
      ),
    );
    expect(references()).toEqual([]);
  });

  it('that the server refuses goes, with a sentence', async () => {
    api.refuse(UPLOAD, 415, 'unsupported_media_type');
    open();
    pick(png('odd.png'));
    expect((await screen.findByRole('alert')).textContent).toContain("“odd.png” isn't taken");
    expect(references()).toEqual([]);
  });

  it('that did not arrive stays, keeps the draft from being sent, and is tried again', async () => {
    api.cutOff(UPLOAD);
    open();
    await userEvent.type(screen.getByRole('textbox', { name: 'Prompt' }), 'fog');
    pick(png('sea.png'));
    expect((await screen.findByRole('alert')).textContent).toContain("“sea.png” didn't upload");
    expect(names()).toEqual(['Reference 1 of 1, sea.png, not uploaded']);
    expect(generate().disabled).toBe(true);
    takeUploads();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(generate().disabled).toBe(false));
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('is left out beyond the 14 that the model takes, with a sentence', async () => {
    takeUploads();
    open(ready(13));
    pick(png('a.png'), png('b.png'), png('c.png'));
    expect((await screen.findByRole('alert')).textContent).toBe(
      'Nano Banana 2.1 takes 14 references: 2 were left out.',
    );
    await waitFor(() => expect(references()).toHaveLength(14));
  });
});

describe('references', () => {
  it('are removed by button and by key, which is announced, and the focus goes to the neighbour', async () => {
    const draft = open(ready(3));
    await userEvent.click(screen.getByRole('button', { name: 'Remove reference 1' }));
    expect(draft.snapshot().references.map(({ key }) => key)).toEqual([id(2), id(3)]);
    expect(screen.getByText('Reference 1 removed, 2 left.')).toBeTruthy();
    await waitFor(() => expect(document.activeElement).toBe(references()[0]));
    await userEvent.keyboard('{Delete}');
    expect(draft.snapshot().references.map(({ key }) => key)).toEqual([id(3)]);
  });

  it('are sent in their order, with the picture that is edited', async () => {
    const draft = open(ready(2));
    draft.reuse('edit', {
      prompt: 'a fox',
      model: 'm',
      settings: { aspectRatio: '1:1', imageSize: '1K' },
      picture: { id: id(9) },
    });
    draft.setReferences(draft.snapshot().references.concat(ready(2).snapshot().references));
    expect(await screen.findByText('Editing “a fox”')).toBeTruthy();
    await userEvent.type(screen.getByRole('textbox', { name: 'Prompt' }), 'in snow');
    await userEvent.click(generate());
    await waitFor(() => expect(api.bodies(GENERATE)).toHaveLength(1));
    expect(api.bodies(GENERATE)[0]).toMatchObject({
      prompt: 'in snow',
      referenceIds: [id(9), id(1), id(2)],
      parentId: id(9),
    });
  });

  it('of what is edited: the link can be dropped, and goes with the reference', async () => {
    const draft = open();
    const what = {
      prompt: 'a fox',
      model: 'm',
      settings: { aspectRatio: '1:1', imageSize: '1K' },
      picture: { id: id(9) },
    };
    draft.reuse('edit', what);
    await userEvent.click(await screen.findByRole('button', { name: /^Don't link/ }));
    expect(draft.snapshot()).toMatchObject({ parentId: null, references: [{ id: id(9) }] });
    draft.reuse('edit', what);
    await userEvent.click(await screen.findByRole('button', { name: 'Remove reference 1' }));
    expect(draft.snapshot()).toMatchObject({ parentId: null, references: [] });
  });

  it('that are gone when something is sent are named, and the prompt stays', async () => {
    api.refuse(GENERATE, 404, 'not_found');
    api.on(`GET /api/images/${id(2)}`, () => new Response('picture'));
    const draft = open(ready(2));
    await userEvent.type(screen.getByRole('textbox', { name: 'Prompt' }), 'fog');
    await userEvent.click(generate());
    expect(await screen.findByText(/A reference or the topic was deleted meanwhile/)).toBeTruthy();
    expect(await screen.findByText(/^A reference was deleted meanwhile/)).toBeTruthy();
    expect(names()).toEqual(['Reference 1 of 2, no longer there', 'Reference 2 of 2']);
    expect(draft.snapshot().prompt).toBe('fog');
    await userEvent.click(screen.getByRole('button', { name: 'Remove' }));
    expect(names()).toEqual(['Reference 1 of 1']);
    expect(generate().disabled).toBe(false);
  });
});

describe('pasting', () => {
  function paste(target: Element, data: { files: File[]; types: string[] }) {
    const event = new Event('paste', { bubbles: true, cancelable: true });
    Object.assign(event, { clipboardData: data });
    target.dispatchEvent(event);
    return event.defaultPrevented;
  }
  const picture = () => ({ files: [png('image.png')], types: ['Files'] });

  it('takes a picture anywhere in the page and in the prompt', async () => {
    takeUploads();
    open();
    expect(paste(document.body, picture())).toBe(true);
    await waitFor(() => expect(references()).toHaveLength(1));
    expect(paste(screen.getByRole('textbox', { name: 'Prompt' }), picture())).toBe(true);
    await waitFor(() => expect(references()).toHaveLength(2));
  });

  it('leaves other fields, dialogs, text and other files alone', () => {
    open();
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
