import { expect, test } from 'vitest';
import { generateRequestSchema } from '@/lib/generation/request-schema';
import { invalidRequest } from './read-request';

test('details name every faulty field once, unknown ones too', () => {
  const { error } = generateRequestSchema.safeParse({ prompt: '', count: 9, taskIds: ['x', 'y'], steps: 3 });
  expect(error && invalidRequest(error).details).toEqual({
    prompt: 'is empty',
    count: 'is not a number from 1 to 4',
    taskIds: 'must have as many ids as count says',
    'taskIds.0': 'is not an id',
    'taskIds.1': 'is not an id',
    steps: 'is not a known field',
  });
});

test('a field that Object.prototype has too is named like any other', () => {
  const { error } = generateRequestSchema.safeParse(
    JSON.parse('{"prompt": "x", "constructor": 1, "toString": 2}'),
  );
  expect(Object.keys((error && invalidRequest(error).details) ?? {})).toEqual(['constructor', 'toString']);
});
