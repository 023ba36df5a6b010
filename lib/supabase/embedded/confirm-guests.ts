import type { App } from '@supabase/lite';
import { z } from 'zod';
import { isGuestEmail } from '@/lib/guest';

const changeSchema = z.object({ email: z.string().min(1) });
const userSchema = z.object({ id: z.string(), email: z.string(), new_email: z.string().optional() });

/**
 * A guest becomes an account by giving itself an address and a password. Lite waits for a letter to the address of before, which
 * a guest has not and which nobody sends here: it is confirmed at once, as a hosted Supabase does for anonymous users where
 * sign-ups need no confirmation. What needs a letter, another address for an account, is refused. Whoever asks has the
 * turn until the answer, so that of two windows one gives both, address and password.
 */
export function confirmGuests({ fetch, connection }: Pick<App, 'fetch' | 'connection'>): App['fetch'] {
  return async (request, ...context) => {
    const { pathname } = new URL(request.url);
    if (request.method !== 'PUT' || pathname !== '/auth/v1/user') return fetch(request, ...context);
    const change = changeSchema.safeParse(
      await request
        .clone()
        .json()
        .catch(() => null),
    );
    if (!change.success) return fetch(request, ...context);

    const { url, headers } = request;
    const ask = () => fetch(new Request(url, { headers: withoutBody(headers) }), ...context);
    const before = userSchema.safeParse(await readUser(await ask()));
    if (before.data && !isGuestEmail(before.data.email)) return refuse();
    const answer = await fetch(request, ...context);
    const asked = userSchema.safeParse(await readUser(answer.clone()));
    if (!asked.data?.new_email) return answer;
    await takeAddress(connection, { userId: asked.data.id, email: asked.data.new_email });
    return ask();
  };
}

const readUser = (answer: Response): Promise<unknown> => (answer.ok ? answer.json() : Promise.resolve(null));

function withoutBody(headers: Headers): Headers {
  const left = new Headers(headers);
  for (const name of ['content-length', 'content-type']) left.delete(name);
  return left;
}

const refuse = () =>
  Response.json(
    {
      code: 422,
      error_code: 'not_a_guest',
      msg: 'The address of an account changes by a letter, and none is sent here',
    },
    { status: 422 },
  );

/** What lite does when the link of the letter is opened. */
async function takeAddress(
  connection: App['connection'],
  { userId, email }: { userId: string; email: string },
): Promise<void> {
  await connection.runInTransaction(async (transaction) => {
    const auth = transaction.withSchema('auth');
    const user = await auth
      .updateTable('users')
      .set({ email, email_change: null, email_change_token_current: null, email_change_token_new: null })
      .where('id', '=', userId)
      .returning('raw_user_meta_data')
      .executeTakeFirstOrThrow();
    await auth
      .updateTable('users')
      .set({ raw_user_meta_data: JSON.stringify({ ...user.raw_user_meta_data, email }) })
      .where('id', '=', userId)
      .execute();
    const identities = await auth
      .selectFrom('identities')
      .select(['id', 'identity_data'])
      .where('user_id', '=', userId)
      .execute();
    for (const { id, identity_data } of identities) {
      await auth
        .updateTable('identities')
        .set({ identity_data: JSON.stringify({ ...identity_data, email }) })
        .where('id', '=', id)
        .execute();
    }
  });
}
