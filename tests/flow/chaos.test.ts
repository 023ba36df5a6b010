import { expect, test } from 'vitest';
import { expectNothingLate } from '@/tests/faults/expect-nothing-late';
import { expectNoticed } from '@/tests/faults/expect-noticed';

test.concurrent('SIGKILL at the default settings: noticed within lease + sweep + 2 s, claimed again at once, stored bytes are not bought again', async () => {
  expect.hasAssertions();
  await expectNoticed();
});

test.concurrent('SIGSTOP for longer than the lease, another finishes, SIGCONT: the late writes change nothing', async () => {
  expect.hasAssertions();
  await expectNothingLate();
});
