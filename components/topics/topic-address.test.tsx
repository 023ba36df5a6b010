import { act, render, screen } from '@testing-library/react';
import { usePathname } from 'next/navigation';
import { beforeEach, expect, it, vi } from 'vitest';
import { topicAddress, topicIdOf, topicPath } from './topic-address';
import { useFeedScope } from './use-current-topic';

vi.mock('next/navigation', () => ({ usePathname: vi.fn() }));

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

const NEW = '/image-generator/new';

function Scope() {
  const { topicId, blank } = useFeedScope();
  return <output>{topicId ?? (blank ? 'blank' : 'all')}</output>;
}

const shown = () => screen.getByRole('status').textContent;

/** The router has got there. */
function route(path: string, rerender: (ui: React.ReactElement) => void) {
  vi.mocked(usePathname).mockReturnValue(path);
  rerender(<Scope />);
}

beforeEach(() => {
  history.replaceState(null, '', NEW);
  vi.mocked(usePathname).mockReturnValue(NEW);
});

it('shows the topic before the router has followed the address, and a blank page again after it', () => {
  const { rerender } = render(<Scope />);
  expect(shown()).toBe('blank');
  act(() => topicAddress.open(ID));
  expect([shown(), location.pathname]).toEqual([ID, topicPath(ID)]);
  route(topicPath(ID), rerender);
  expect(shown()).toBe(ID);
  route(NEW, rerender);
  expect(shown()).toBe('blank');
});

it('turns back to where it was', () => {
  history.replaceState(null, '', '/image-generator/all');
  topicAddress.open(ID);
  topicAddress.leave(ID);
  expect(location.pathname).toBe('/image-generator/all');
});

it('leaves the address alone when the person has gone elsewhere', () => {
  topicAddress.open(ID);
  history.replaceState(null, '', '/gallery');
  topicAddress.leave(ID);
  expect(location.pathname).toBe('/gallery');
});
