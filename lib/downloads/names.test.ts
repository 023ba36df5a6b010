import { expect, it } from 'vitest';
import type { PictureTask } from '@/lib/generation/schema';
import { manifestSchema, writeManifest } from './manifest';
import { nameEntries, pictureName } from './names';

const named = (prompt: string) =>
  pictureName({ prompt, createdAt: '2026-11-21T23:59:59.999Z', seed: 12345, mimeType: 'image/png' });

it.each([
  ['A lighthouse above a sea of fog', 'a-lighthouse-above-a-sea-of-fog'],
  ["The fox's den, “at night” — 35 mm", 'the-foxs-den-at-night-35-mm'],
  ['Céu à noite em São Paulo', 'céu-à-noite-em-são-paulo'],
  ['夜の山、霧', '夜の山-霧'],
  ['हिन्दी में लिखा', 'हिन्दी-में-लिखा'],
  ['../../etc/passwd\\..\\x:*?"<>|', 'etc-passwd-x'],
  ['one\ntwo\r\nthree\tfour\u0000\u202efive', 'one-two-three-four-five'],
  ['🦊🌊👩‍👩‍👧‍👦', 'picture'],
  ['...', 'picture'],
  [' \u200b ', 'picture'],
  ['CON', 'con'],
  ['nul.txt', 'nul-txt'],
  ['-rf ~', 'rf'],
])('%j is called %s', (prompt, slug) => {
  expect(named(prompt)).toBe(`${slug}-2026-11-21-12345.png`);
});

it('keeps whole words of a long prompt, and as much as fits of a long word', () => {
  expect(named('one two three four five six seven eight nine ten eleven twelve thirteen '.repeat(28))).toBe(
    'one-two-three-four-five-six-seven-eight-nine-ten-eleven-2026-11-21-12345.png',
  );
  expect(named('x'.repeat(2000))).toBe(`${'x'.repeat(60)}-2026-11-21-12345.png`);
});

it.each(['x', '山', '𠮷', 'é'.normalize('NFD'), '한'.normalize('NFD'), 'क्षि'])(
  'never takes more than the 255 bytes that file systems have, of 2000 × %s',
  (letter) => {
    const name = named(letter.repeat(2000));
    expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(255);
    expect(name.length).toBeGreaterThan(40);
    expect(name.isWellFormed()).toBe(true);
  },
);

it('has the seed if there is one, and the ending of its type', () => {
  const picture = { prompt: 'fog', createdAt: '2026-11-21T00:00:00.000Z' };
  expect(pictureName({ ...picture, mimeType: 'image/jpeg' })).toBe('fog-2026-11-21.jpg');
  expect(pictureName({ ...picture, seed: 0, mimeType: 'image/webp' })).toBe('fog-2026-11-21-0.webp');
});

const BATCH = '11111111-1111-4111-8111-111111111111';
const now = '2026-11-21T10:00:00.000Z';

function task(index: number, position: number, changes: Partial<PictureTask> = {}): PictureTask {
  const id = `22222222-2222-4222-8222-${String(index).padStart(12, '0')}`;
  const image = { width: 1024, height: 768, mimeType: 'image/png', placeholder: '', favourite: false };
  return {
    taskId: id,
    kind: 'image',
    status: 'completed',
    version: 3,
    prompt: 'A fox',
    model: 'gemini-nano-banana-2.1',
    batchId: BATCH,
    topicId: null,
    position,
    settings: { aspectRatio: '4:3', imageSize: '1K', seed: 7, referenceIds: [BATCH] },
    images: [{ id, url: '', thumbUrl: '', seed: 7 + position, ...image }],
    attempt: 1,
    maxAttempts: 4,
    createdAt: now,
    startedAt: now,
    finishedAt: now,
    ...changes,
  };
}

const files = (tasks: PictureTask[], by: 'slot' | 'order') => nameEntries(tasks, by).map(({ file }) => file);

it('numbers the pictures of a batch by slot, and newer versions in it', () => {
  const tasks = [task(1, 0), task(2, 0), task(3, 1), task(4, 2, { images: [] }), task(5, 3), task(6, 3)];
  expect(files(tasks, 'slot')).toEqual([
    '01-a-fox-7.png',
    '01-v2-a-fox-7.png',
    '02-a-fox-8.png',
    '04-a-fox-10.png',
    '04-v2-a-fox-10.png',
  ]);
});

it('counts chosen pictures as they come, with as many digits as that takes, never the same name twice', () => {
  expect(files([task(1, 3), task(2, 0, { prompt: '🦊' }), task(3, 3)], 'order')).toEqual([
    '01-a-fox-10.png',
    '02-picture-7.png',
    '03-a-fox-10.png',
  ]);
  const many = files(
    Array.from({ length: 500 }, (_, index) => task(index, 0)),
    'order',
  );
  expect([many[0], many[499], new Set(many).size]).toEqual(['001-a-fox-7.png', '500-a-fox-7.png', 500]);
});

it('has all in the manifest that makes the pictures again', () => {
  const parentId = '33333333-3333-4333-8333-333333333333';
  const manifest = writeManifest(nameEntries([task(1, 1, { parentId })], 'slot'), new Date(now));
  expect(manifestSchema.parse(JSON.parse(JSON.stringify(manifest)))).toEqual({
    format: 'darkroom',
    version: 1,
    createdAt: now,
    pictures: [
      {
        file: '02-a-fox-8.png',
        taskId: '22222222-2222-4222-8222-000000000001',
        batchId: BATCH,
        topicId: null,
        position: 1,
        prompt: 'A fox',
        model: 'gemini-nano-banana-2.1',
        settings: { aspectRatio: '4:3', imageSize: '1K', seed: 7, referenceIds: [BATCH] },
        seed: 8,
        parentId,
        createdAt: now,
        startedAt: now,
        finishedAt: now,
        width: 1024,
        height: 768,
        mimeType: 'image/png',
      },
    ],
  });
});
