import type { ErrorBody } from '@/lib/http/handle-route';

/** What an answer refuses and why, in the shape that every refusal has. */
export async function refusal(response: Response) {
  const { error } = (await response.json()) as ErrorBody;
  return { status: response.status, ...error };
}
