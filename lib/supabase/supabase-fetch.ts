import { z } from 'zod';

const refreshSchema = z.object({ refresh_token: z.string().regex(/^[\w.-]{1,2000}$/) });

function isRefresh(body: BodyInit | null | undefined): boolean {
  return typeof body === 'string' && refreshSchema.safeParse(JSON.parse(body)).success;
}

/**
 * fetch, for clients that act as a visitor. A cookie can hold anything in place of a refresh token; the auth service
 * answers 500 to some of that, and auth-js would try again for seconds.
 */
export const supabaseFetch: typeof fetch = async (input, init) => {
  if (String(input).includes('grant_type=refresh_token') && !isRefresh(init?.body))
    return Response.json({ code: 'refresh_token_not_found', message: 'No refresh token' }, { status: 400 });
  return fetch(input, init);
};
