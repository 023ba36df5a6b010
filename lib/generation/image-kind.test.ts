import { expect, test } from 'vitest';
import { LIFECYCLE_ERRORS } from '@/lib/tasks/task-error';
import { imageKind } from './image-kind';
import { pictureTaskSchema } from './schema';

test('the description of the API names every code with which a picture can end', () => {
  const described = pictureTaskSchema.shape.error.unwrap().shape.code.description ?? '';
  const named = [...described.matchAll(/`(\w+)`/g)].map(([, code]) => code);
  expect(named.sort()).toEqual(Object.keys({ ...LIFECYCLE_ERRORS, ...imageKind.errors }).sort());
});
