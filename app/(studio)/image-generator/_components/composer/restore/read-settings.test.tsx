import { BlobWriter, TextReader, ZipWriter } from '@zip.js/zip.js/lib/zip-core-native.js';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fakeApi } from '@/components/testing/fake-api';
import { makeTask } from '@/components/testing/make-task';
import type { Manifest } from '@/lib/downloads/manifest';
import { writeXmp } from '@/lib/images/xmp';
import { readSettings } from './read-settings';

const GALLERY = 'GET /api/gallery';
const api = fakeApi();
const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const settings = {
  aspectRatio: '16:9',
  imageSize: '2K',
  seed: 0,
  negativePrompt: 'text & frames',
  referenceIds: [id(7), id(6)],
};

function pictureOf(position: number, given: Partial<Manifest['pictures'][number]> = {}) {
  return {
    file: `${position}.png`,
    taskId: id(100 + position),
    batchId: id(1),
    topicId: null,
    position,
    prompt: 'a fox <in> “fog”',
    model: 'gemini-3-pro-image',
    settings,
    seed: position,
    createdAt: '2026-01-01T10:00:00.000Z',
    width: 1,
    height: 1,
    mimeType: 'image/png',
    ...given,
  };
}

function manifest(pictures: Manifest['pictures'], version = 1) {
  return JSON.stringify({ format: 'darkroom', version, createdAt: '2026-01-01T10:00:00.000Z', pictures });
}

async function zip(entries: Record<string, string>): Promise<File> {
  const writer = new ZipWriter(new BlobWriter('application/zip'), { useWebWorkers: false });
  for (const [name, text] of Object.entries(entries)) await writer.add(name, new TextReader(text));
  return new File([await writer.close()], 'fox.zip', { type: 'application/zip' });
}

function picture(...parts: string[]): File {
  const head = Uint8Array.from('\u0089PNG\r\n\u001a\n', (character) => character.charCodeAt(0));
  return new File([head, ...parts], 'fox.png', { type: 'image/png' });
}

beforeEach(() => {
  vi.spyOn(console, 'info').mockReturnValue();
});

describe('a ZIP', () => {
  it('of a batch gives its form: each slot once, whatever its versions', async () => {
    const pictures = [0, 1, 1, 2, 3].map((position) => pictureOf(position));
    const file = await zip({ 'manifest.json': manifest(pictures), '1.png': 'bytes' });
    expect(await readSettings(file)).toEqual({
      from: 'zip',
      what: { prompt: 'a fox <in> “fog”', model: 'gemini-3-pro-image', settings, count: 4 },
      batches: 1,
    });
  });

  it.each([
    ['packed again in its folder', { 'fox/1.png': 'bytes', 'fox/manifest.json': manifest([pictureOf(0)]) }],
    [
      'packed again by a Mac',
      {
        '__MACOSX/manifest.json': 'x',
        '__MACOSX/fox/._manifest.json': 'x',
        'manifest.json': manifest([pictureOf(0)]),
      },
    ],
  ])('%s is what it was', async (_, entries) => {
    expect(await readSettings(await zip(entries))).toMatchObject({ from: 'zip', what: { count: 1 } });
  });

  it('of many batches gives the first, and how many there are', async () => {
    const edited = { parentId: id(7) };
    const pictures = [pictureOf(2, edited), pictureOf(0, { batchId: id(2), prompt: 'another' })];
    const file = await zip({ 'manifest.json': manifest(pictures) });
    expect(await readSettings(file)).toMatchObject({ batches: 2, what: { count: 1, parentId: id(7) } });
  });

  it.each([
    ['zipForeign', 'of something else', { 'holiday.txt': 'x' }],
    ['zipForeign', 'with a manifest of something else', { 'manifest.json': '{"name":"an extension"}' }],
    ['zipForeign', 'with a manifest that is no JSON', { 'manifest.json': '{' }],
    ['zipForeign', 'without pictures', { 'manifest.json': manifest([]) }],
    ['zipVersion', 'of another version', { 'manifest.json': manifest([pictureOf(0)], 2) }],
  ])('is %s: %s', async (fault, _, entries) => {
    expect(await readSettings(await zip(entries))).toEqual({ fault });
  });

  it('that is cut off is broken', async () => {
    const whole = await zip({ 'manifest.json': manifest([pictureOf(0)]) });
    expect(await readSettings(new File([whole.slice(0, whole.size - 30)], 'fox.zip'))).toEqual({
      fault: 'zipBroken',
    });
  });
});

describe('a manifest alone', () => {
  const json = (text: string) => new File([text], 'manifest.json', { type: 'application/json' });

  it('is as good as its ZIP', async () => {
    expect(await readSettings(json(manifest([pictureOf(0)])))).toMatchObject({
      from: 'zip',
      what: { count: 1 },
    });
    expect(await readSettings(json(manifest([pictureOf(0)], 2)))).toEqual({ fault: 'zipVersion' });
  });

  it('of something else is a file like any other', async () => {
    for (const text of ['{"name":"an extension"}', '{', ''])
      expect(await readSettings(json(text))).toBeNull();
  });
});

describe('a picture', () => {
  it('tells by its XMP how it was made, with its own seed', async () => {
    const xmp = writeXmp({ prompt: 'a fox <in> “fog”', model: 'm', settings, seed: 3 });
    expect(await readSettings(picture('\0\0', xmp, '\0'))).toEqual({
      from: 'picture',
      what: { prompt: 'a fox <in> “fog”', model: 'm', settings: { ...settings, seed: 3 } },
    });
    expect(api.bodies(GALLERY)).toEqual([]);
  });

  it("without that is looked for among the caller's own originals", async () => {
    const task = makeTask({ status: 'completed', settings });
    api.json(GALLERY, { tasks: [task], nextCursor: null });
    expect(await readSettings(picture('bytes'))).toMatchObject({
      from: 'picture',
      what: { prompt: task.prompt, settings, picture: { id: task.taskId } },
    });
  });

  it('of which nobody knows is none of ours', async () => {
    api.json(GALLERY, { tasks: [], nextCursor: null });
    expect(await readSettings(picture('bytes'))).toBeNull();
    api.cutOff(GALLERY);
    expect(await readSettings(picture('<x:xmpmeta broken </x:xmpmeta>'))).toBeNull();
  });

  it('is looked for by the same hash where the browser has none, over plain HTTP', async () => {
    const asked: (string | null)[] = [];
    api.on(GALLERY, ({ query }) => {
      asked.push(query.get('sha256'));
      return Response.json({ tasks: [], nextCursor: null });
    });
    await readSettings(picture('bytes'));
    vi.stubGlobal('crypto', {});
    await readSettings(picture('bytes'));
    expect(asked[0]).toMatch(/^[\da-f]{64}$/);
    expect(asked[1]).toBe(asked[0]);
  });
});

it('any other file tells nothing', async () => {
  expect(await readSettings(new File(['plain text'], 'notes.png'))).toBeNull();
});
