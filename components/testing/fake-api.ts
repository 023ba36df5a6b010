import { HttpResponse, http, type JsonBodyType } from 'msw';
import { setupServer } from 'msw/node';
import { mutate } from 'swr';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { ACCOUNT_HEADER } from '@/lib/http/page-headers';

interface Call {
  method: string;
  path: string;
  query: URLSearchParams;
  body: unknown;
  /** Whose page it says it comes from. */
  account: string | null;
}

type Answer = (call: Call) => Promise<Response> | Response;

/** Our own API for component tests: answers by "METHOD /path", and remembers every call. */
export function fakeApi() {
  const calls: Call[] = [];
  const answers = new Map<string, Answer>();
  const server = setupServer(
    http.all('*/api/*', async ({ request }) => {
      const { pathname: path, searchParams: query } = new URL(request.url);
      const account = request.headers.get(ACCOUNT_HEADER);
      const call = { method: request.method, path, query, body: await readBody(request), account };
      calls.push(call);
      const answer = answers.get(`${call.method} ${path}`);
      return answer ? answer(call) : HttpResponse.json({ error: { code: 'not_found' } }, { status: 404 });
    }),
  );
  beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
  afterEach(async () => {
    calls.length = 0;
    answers.clear();
    // SWR's cache outlives a page that is taken down.
    await mutate(() => true, undefined, { revalidate: false });
  });
  afterAll(() => server.close());

  return {
    /** The bodies of the calls so far to "METHOD /path". */
    bodies: (route: string) =>
      calls.filter((call) => `${call.method} ${call.path}` === route).map((call) => call.body),
    on: (route: string, answer: Answer) => answers.set(route, answer),
    json: (route: string, body: JsonBodyType, init?: { status?: number; headers?: Record<string, string> }) =>
      answers.set(route, () => HttpResponse.json(body, init)),
    refuse: (route: string, status: number, code: string, details?: Record<string, number | string>) =>
      answers.set(route, () => HttpResponse.json({ error: { code, details } }, { status })),
    cutOff: (route: string) => answers.set(route, () => HttpResponse.error()),
  };
}

async function readBody(request: Request): Promise<unknown> {
  if (request.headers.get('content-type')?.startsWith('multipart/form-data')) return request.formData();
  const text = await request.text();
  return text ? (JSON.parse(text) as unknown) : undefined;
}
