import { redirect } from 'next/navigation';
import { beforeEach, expect, it, vi } from 'vitest';
import { callAction, pageNotices } from './page-notices';

beforeEach(() => {
  vi.spyOn(console, 'info').mockReturnValue();
  pageNotices.clear('action', 'account');
});

it('answers what the action answers', async () => {
  expect(await callAction(async () => 7)).toBe(7);
  expect(pageNotices.top()).toBeNull();
});

it('tells of one that did not get through, and the page stays', async () => {
  expect(await callAction(() => Promise.reject(new Error('Failed to find Server Action')))).toBeUndefined();
  expect(pageNotices.top()).toEqual({ kind: 'action' });
  await callAction(async () => true);
  expect(pageNotices.top()).toBeNull();
});

it('says nothing more where another account is the reason', async () => {
  pageNotices.show({ kind: 'account', email: 'rui@example.com' });
  await callAction(() => Promise.reject(new Error('409')));
  pageNotices.clear('account');
  expect(pageNotices.top()).toBeNull();
});

it('lets a redirect through', async () => {
  await expect(callAction(async () => redirect('/'))).rejects.toThrow('NEXT_REDIRECT');
  expect(pageNotices.top()).toBeNull();
});
