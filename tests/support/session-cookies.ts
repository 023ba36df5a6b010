import type { Account, TestApp } from './app';
import { Visitor } from './visitor';

interface Cookie {
  name: string;
  value: string;
  url: string;
  httpOnly: boolean;
}

/** The cookies that the sign-in page sets for this account. */
export async function sessionCookies(
  { url }: Pick<TestApp, 'url'>,
  { email, password }: Pick<Account, 'email' | 'password'>,
): Promise<Cookie[]> {
  const visitor = new Visitor(url);
  const { status } = await visitor.submit('/login', 'Sign in', { email, password });
  if (status !== 303) throw new Error(`Signing in was answered with ${status}`);
  return [...visitor.cookies].map(([name, value]) => ({ name, value, url, httpOnly: true }));
}
