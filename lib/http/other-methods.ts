import { ApiError } from '@/lib/errors';
import { handleRoute } from './handle-route';

const METHODS = ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'] as const;

type Method = (typeof METHODS)[number];
type Handler = (request: Request) => Promise<Response>;

/**
 * Handlers for the methods that a route does not serve: 405 in the API's error form, with what it serves in `Allow`.
 * Next answers HEAD by GET, and would itself answer 405 without a body.
 */
export function otherMethods<Served extends Method>(
  ...served: Served[]
): Record<Exclude<Method, Served>, Handler> {
  const answered: Method[] = [...served, 'OPTIONS'];
  if (answered.includes('GET')) answered.push('HEAD');
  const allow = answered.sort().join(', ');

  const refuse = handleRoute(async ({ method }: Request) => {
    throw new ApiError('invalid_request', {
      message: `This route does not take ${method}. Use one of ${allow}.`,
      details: { method: `is not one of ${allow}` },
    });
  });
  async function notAllowed(request: Request): Promise<Response> {
    const { body, headers, status } = await refuse(request, undefined);
    // Of another host: that goes before.
    if (status === 403) return new Response(body, { status, headers });
    headers.set('Allow', allow);
    return new Response(body, { status: 405, headers });
  }
  const options = handleRoute(
    async (_: Request) => new Response(null, { status: 204, headers: { Allow: allow } }),
  );

  const handlers = METHODS.filter((method) => !(answered as string[]).includes(method)).map(
    (method) => [method, notAllowed] as const,
  );
  return Object.fromEntries([
    ...handlers,
    ['OPTIONS', (request: Request) => options(request, undefined)],
  ]) as Record<Exclude<Method, Served>, Handler>;
}
