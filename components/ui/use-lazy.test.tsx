import { fireEvent, waitFor } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { preload } from './use-lazy';

it('loads nothing before the page is touched; then each once, one after the other in idle time', async () => {
  const idle: (() => void)[] = [];
  vi.stubGlobal('requestIdleCallback', (act: () => void) => idle.push(act));
  const slow = Promise.withResolvers<void>();
  const lost = vi.fn(() => Promise.reject(new Error('no connection')));
  const first = vi.fn(() => slow.promise);
  const second = vi.fn(() => Promise.resolve());
  for (const load of [lost, first, second, first]) preload(load);
  await Promise.resolve();
  expect(idle).toHaveLength(0);

  fireEvent.keyDown(document.body, { key: 'a' });
  fireEvent.pointerDown(document.body);
  await waitFor(() => expect(idle).toHaveLength(1));
  expect(lost).not.toHaveBeenCalled();
  idle[0]?.();
  await waitFor(() => expect(idle).toHaveLength(2));
  expect(lost).toHaveBeenCalledOnce();
  idle[1]?.();
  await waitFor(() => expect(first).toHaveBeenCalledOnce());
  expect(idle).toHaveLength(2);
  slow.resolve();
  await waitFor(() => expect(idle).toHaveLength(3));
  idle[2]?.();
  await waitFor(() => expect(second).toHaveBeenCalledOnce());

  const late = vi.fn(() => Promise.resolve());
  preload(late);
  await waitFor(() => expect(idle).toHaveLength(4));
  idle[3]?.();
  await waitFor(() => expect(late).toHaveBeenCalledOnce());
  expect(first).toHaveBeenCalledOnce();
});
