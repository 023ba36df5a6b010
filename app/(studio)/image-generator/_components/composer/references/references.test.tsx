import { fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { reuseInto } from '@/app/(studio)/_components/draft/reuse';
import { fakeApi } from '@/components/testing/fake-api';
import { referencesPage } from './testing/references-page';

const UPLOAD = 'POST /api/upload';
const GENERATE = 'POST /api/generate-image';
const api = fakeApi();
const page = referencesPage(api);
const generate = () =>
  screen.getByRole<HTMLButtonElement>('button', { name: /^Generate|^Uploading|^Goes when/ });

function pick(...files: File[]) {
  const input = document.querySelector('input[type="file"]');
  if (input) fireEvent.change(input, { target: { files } });
}

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  vi.stubGlobal('createImageBitmap', async () => ({ width: 8, height: 8, close: () => undefined }));
  vi.spyOn(console, 'info').mockReturnValue();
});

describe('a file that is picked', () => {
  it('is there with its name while it uploads, and what is sent meanwhile goes with it afterwards', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    api.on(UPLOAD, async () => {
      await promise;
      return Response.json({ id: page.id(1), url: 'u', width: 8, height: 8 }, { status: 201 });
    });
    page.open();
    await userEvent.type(screen.getByRole('textbox', { name: 'Prompt' }), 'fog');
    pick(page.file('sea.png'), page.file('sky.png'));
    await waitFor(() =>
      expect(page.names()).toEqual([
        'Reference 1 of 2, sea.png, uploading',
        'Reference 2 of 2, sky.png, uploading',
      ]),
    );
    expect(generate().textContent).toContain(
      '2 references are still uploading. What is sent now waits for that.',
    );
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    expect(generate().textContent).toContain('Goes when uploaded');
    expect(api.bodies(GENERATE)).toHaveLength(0);
    resolve();
    await waitFor(() => expect(api.bodies(GENERATE)).toHaveLength(1));
    expect(api.bodies(GENERATE)[0]).toMatchObject({ prompt: 'fog', referenceIds: [page.id(1)] });
    const [form] = api.bodies(UPLOAD) as FormData[];
    expect(form?.get('file')).toMatchObject({ name: 'sea.png' });
  });

  it.each([
    ['a text', page.file('notes.png', 'plain text'), "“notes.png” can't be opened"],
    ['a GIF', page.file('cat.gif', 'GIF89a'), '“cat.gif” is a moving picture'],
    ['an SVG', page.file('logo.svg', '<svg/>'), '“logo.svg” is an SVG drawing'],
  ])('%s is refused with a sentence, and the others are taken', async (_, file, words) => {
    page.takeUploads();
    page.open();
    pick(file, page.file('sea.png'));
    expect((await screen.findByRole('alert')).textContent).toContain(words);
    await waitFor(() => expect(page.names()).toEqual(['Reference 1 of 1, sea.png']));
  });

  it('that the browser cannot open goes, with a sentence', async () => {
    vi.stubGlobal('createImageBitmap', () => Promise.reject(new Error('no such codec')));
    page.open();
    pick(page.file('photo.heic', '\0\0\0\u0018ftypheic'), page.file('other.heic', '\0\0\0\u0018ftypheic'));
    await waitFor(() =>
      expect(screen.getByRole('alert').textContent).toBe(
        "“photo.heic” can't be opened as a picture. Use a PNG, JPEG or WebP." +
          "“other.heic” can't be opened as a picture. Use a PNG, JPEG or WebP.",
      ),
    );
    expect(page.thumbnails()).toEqual([]);
  });

  it('that the server refuses goes, with a sentence', async () => {
    api.refuse(UPLOAD, 415, 'unsupported_media_type');
    page.open();
    pick(page.file('odd.png'));
    expect((await screen.findByRole('alert')).textContent).toContain("“odd.png” isn't taken");
    expect(page.thumbnails()).toEqual([]);
  });

  it('that does not arrive takes back what was sent with it', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    api.on(UPLOAD, async () => {
      await promise;
      return Response.error();
    });
    page.open();
    await userEvent.type(screen.getByRole('textbox', { name: 'Prompt' }), 'fog');
    pick(page.file('sea.png'));
    await waitFor(() => expect(page.names()).toHaveLength(1));
    await userEvent.click(generate());
    resolve();
    expect((await screen.findByRole('alert')).textContent).toContain("“sea.png” didn't upload");
    page.takeUploads();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(generate().textContent).toContain('Generate'));
    expect(api.bodies(GENERATE)).toHaveLength(0);
  });

  it('that did not arrive stays, keeps the draft from being sent, and is tried again', async () => {
    api.cutOff(UPLOAD);
    page.open();
    await userEvent.type(screen.getByRole('textbox', { name: 'Prompt' }), 'fog');
    pick(page.file('sea.png'));
    expect((await screen.findByRole('alert')).textContent).toContain("“sea.png” didn't upload");
    expect(page.names()).toEqual(['Reference 1 of 1, sea.png, not uploaded']);
    expect(generate().disabled).toBe(true);
    page.takeUploads();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(generate().disabled).toBe(false));
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('is left out beyond the 14 that the model takes, with a sentence', async () => {
    page.takeUploads();
    page.open(page.ready(13));
    pick(page.file('a.png'), page.file('b.png'), page.file('c.png'));
    expect((await screen.findByRole('alert')).textContent).toBe(
      'Nano Banana 2.1 takes 14 references: 2 were left out.',
    );
    await waitFor(() => expect(page.thumbnails()).toHaveLength(14));
  });
});

describe('references', () => {
  it('are removed by button and by key, which is announced, and the focus goes to the neighbour', async () => {
    const draft = page.open(page.ready(3));
    await userEvent.click(screen.getByRole('button', { name: 'Remove reference 1' }));
    expect(draft.snapshot().references.map(({ key }) => key)).toEqual([page.id(2), page.id(3)]);
    expect(screen.getByText('Reference 1 removed, 2 left.')).toBeTruthy();
    await waitFor(() => expect(document.activeElement).toBe(page.thumbnails()[0]));
    await userEvent.keyboard('{Delete}');
    expect(draft.snapshot().references.map(({ key }) => key)).toEqual([page.id(3)]);
  });

  it('are sent in their order, with the picture that is edited', async () => {
    const draft = page.open(page.ready(2));
    reuseInto(draft, 'edit', {
      prompt: 'a fox',
      model: 'm',
      settings: { aspectRatio: '1:1', imageSize: '1K' },
      picture: { id: page.id(9) },
    });
    draft.setReferences(draft.snapshot().references.concat(page.ready(2).snapshot().references));
    expect(await screen.findByText('Editing “a fox”')).toBeTruthy();
    await userEvent.type(screen.getByRole('textbox', { name: 'Prompt' }), 'in snow');
    await userEvent.click(generate());
    await waitFor(() => expect(api.bodies(GENERATE)).toHaveLength(1));
    expect(api.bodies(GENERATE)[0]).toMatchObject({
      prompt: 'in snow',
      referenceIds: [page.id(9), page.id(1), page.id(2)],
      parentId: page.id(9),
    });
    // The next prompt is not about that picture any more.
    expect(draft.snapshot().parentId).toBeNull();
    expect(draft.snapshot().references.map(({ key }) => key)).toEqual([page.id(1), page.id(2)]);
  });

  it('of what is edited: the link can be dropped, and goes with the reference', async () => {
    const draft = page.open();
    const what = {
      prompt: 'a fox',
      model: 'm',
      settings: { aspectRatio: '1:1', imageSize: '1K' },
      picture: { id: page.id(9) },
    };
    reuseInto(draft, 'edit', what);
    await userEvent.click(await screen.findByRole('button', { name: /^Don't link/ }));
    expect(draft.snapshot()).toMatchObject({ parentId: null, references: [{ id: page.id(9) }] });
    reuseInto(draft, 'edit', what);
    await userEvent.click(await screen.findByRole('button', { name: 'Remove reference 1' }));
    expect(draft.snapshot()).toMatchObject({ parentId: null, references: [] });
  });

  it('that are gone when something is sent are named in the composer too, and the prompt stays', async () => {
    api.refuse(GENERATE, 404, 'not_found');
    api.on(`GET /api/images/${page.id(2)}`, () => new Response('picture'));
    const draft = page.open(page.ready(2));
    await userEvent.type(screen.getByRole('textbox', { name: 'Prompt' }), 'fog');
    await userEvent.click(generate());
    expect(await screen.findByText(/^A reference was deleted meanwhile/)).toBeTruthy();
    expect(page.names()).toEqual(['Reference 1 of 2, no longer there', 'Reference 2 of 2']);
    expect(draft.snapshot().prompt).toBe('fog');
    await userEvent.click(screen.getByRole('button', { name: 'Remove' }));
    expect(page.names()).toEqual(['Reference 1 of 1']);
    expect(generate().disabled).toBe(false);
  });
});
