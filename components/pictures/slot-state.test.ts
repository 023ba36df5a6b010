import { expect, it } from 'vitest';
import { makeTask } from '@/components/testing/make-task';
import { slotState } from './slot-state';

const done = makeTask({ status: 'completed' });
const failed = makeTask({ status: 'failed' });
const canceled = makeTask({ status: 'canceled' });
const open = makeTask({ status: 'processing' });

it('keeps the pictures and knows what came to nothing after the last of them', () => {
  const { pictures, attempt, failures } = slotState([failed, done, canceled, failed]);
  expect(pictures.map(({ task }) => task)).toEqual([done]);
  expect(attempt).toBe(failed);
  expect(failures).toEqual([canceled.taskId, failed.taskId]);
});

it('has no attempt once the newest version is a picture', () => {
  expect(slotState([failed, done])).toMatchObject({ attempt: undefined, failures: [] });
});

it('tells what is being made from what came to nothing before it', () => {
  const { attempt, failures } = slotState([done, failed, open]);
  expect(attempt).toBe(open);
  expect(failures).toEqual([failed.taskId]);
});
