import { expect, it } from 'vitest';
import { makeTask } from '@/components/testing/make-task';
import { pictureSources } from './picture-files';

const [image] = makeTask({ taskId: 'a', status: 'completed' }).images;
if (!image) throw new Error('a completed task has its picture');

it('leaves the original out when the preview is as large', () => {
  const url = '/api/images/a';
  expect(pictureSources(image).srcSet).toBe(`${url}?variant=thumb 512w, ${url}?variant=preview 1024w`);
});

it('measures the longest side, and offers a large original for what would blur', () => {
  const { srcSet } = pictureSources({ ...image, width: 1536, height: 2752 });
  expect(srcSet.split(', ').map((candidate) => candidate.split(' ')[1])).toEqual(['286w', '714w', '1536w']);
});
