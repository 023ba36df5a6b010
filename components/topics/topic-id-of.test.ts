import { expect, it } from 'vitest';
import { topicIdOf } from './topic-id-of';
import { topicPath } from './topic-path';

const ID = '0d4b5a52-8b6e-4d8b-9a43-1f0c5f5a0001';

it('reads the topic out of the path of its page', () => {
  expect(topicIdOf(topicPath(ID))).toBe(ID);
  expect(topicIdOf(topicPath(ID.toUpperCase()))).toBe(ID);
});

it.each([
  null,
  '/',
  '/image-generator',
  '/image-generator/new',
  '/image-generator/all',
  `/gallery/${ID}`,
  `/image-generator/${ID}/x`,
])('finds none in %j', (path) => {
  expect(topicIdOf(path)).toBeUndefined();
});
