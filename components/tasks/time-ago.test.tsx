import { render } from '@testing-library/react';
import { expect, test } from 'vitest';
import { StudioFrame } from '@/components/testing/studio-frame';
import { TaskStore } from './task-store';
import { TimeAgo } from './time-ago';

test.each([
  ['2026-01-01T10:00:01Z', 'just now'],
  ['2026-01-01T09:59:59Z', '1 minute ago'],
  ['2026-01-01T07:00:00Z', '3 hours ago'],
  // The page's clock is behind, or the database's was set back.
  ['2026-01-01T10:01:05Z', 'just now'],
  ['2026-01-01T13:00:00Z', 'just now'],
  ['2027-01-01T10:00:00Z', 'just now'],
])('a page of 10:01 says of %s: %s', (time, words) => {
  const { container } = render(
    <StudioFrame store={new TaskStore()} now="2026-01-01T10:01:00Z">
      <TimeAgo time={time} />
    </StudioFrame>,
  );
  expect(container.querySelector('time')?.textContent).toBe(words);
});
