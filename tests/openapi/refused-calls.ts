import { randomUUID } from 'node:crypto';
import type { oas31 } from 'zod-openapi';
import { type ExampleRequest, exampleRequest } from '@/lib/openapi/example-request';
import type { ListedOperation } from '@/lib/openapi/read-document';

export interface RefusedCall {
  status: number;
  method: string;
  path: string;
  /** Whose request it is: the account's, nobody's, or another site's with the account's cookies. */
  as: 'account' | 'nobody' | 'other site';
  body?: string | FormData;
  type?: string;
  headers?: Record<string, string>;
}

const ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const strange = (text: string) => text.replaceAll(ID, () => randomUUID());
const JSON_TYPE = 'application/json';

/** Bodies with ids of nobody, where the example has none, or another route would be asked. */
const STRANGE_BODIES: Record<string, () => unknown> = {
  generateImages: () => ({ prompt: 'x', topicId: randomUUID() }),
  pollTasks: () => ({ taskId: randomUUID() }),
};

/** Queries that are refused where `limit` is none of the parameters. */
const BAD_QUERIES: Record<string, string> = {
  getImage: 'variant=odd',
  downloadImages: 'ids=',
  listGalleryIds: 'topicId=odd',
};

function formWith(content: string | Uint8Array<ArrayBuffer>): FormData {
  const form = new FormData();
  form.set('file', new Blob([content], { type: 'image/png' }), 'lighthouse.png');
  return form;
}

/** The body of the example. */
function goodBody({ json, form }: ExampleRequest): Pick<RefusedCall, 'body' | 'type'> {
  if (json !== undefined) return { body: JSON.stringify(json), type: JSON_TYPE };
  return form ? { body: formWith('x') } : {};
}

function badBody({ operation }: ListedOperation, { json, form, path }: ExampleRequest): Partial<RefusedCall> {
  if (form) return { body: formWith('no picture') };
  if (operation.requestBody)
    return { body: JSON.stringify({ ...Object(json), nonsense: 1 }), type: JSON_TYPE };
  const [address = ''] = path.split('?');
  return { path: `${address}?${BAD_QUERIES[operation.operationId ?? ''] ?? 'limit=0'}` };
}

function largeBody({ form }: ExampleRequest): Partial<RefusedCall> {
  if (form) return { body: formWith(new Uint8Array(11 * 1024 * 1024)) };
  return { body: `{"prompt":"${'x'.repeat(70_000)}"}`, type: JSON_TYPE };
}

/** Refusals that follow from how a route is called: one call for each that the document names. */
export function refusedCalls(document: oas31.OpenAPIObject, listed: ListedOperation): RefusedCall[] {
  const { operation } = listed;
  const example = exampleRequest(document, listed);
  const strangeBody = STRANGE_BODIES[operation.operationId ?? ''];
  const good = { method: example.method, path: example.path, as: 'account' as const, ...goodBody(example) };
  const calls: Record<string, Omit<RefusedCall, 'status'>> = {
    400: { ...good, ...badBody(listed, example) },
    401: { ...good, as: 'nobody' },
    403: { ...good, as: 'other site' },
    404: {
      ...good,
      path: strange(good.path),
      ...(typeof good.body === 'string' && { body: strange(good.body) }),
      ...(strangeBody && { body: JSON.stringify(strangeBody()) }),
    },
    413: { ...good, ...largeBody(example) },
    415: { ...good, body: 'x', type: 'text/plain' },
  };
  return Object.keys(operation.responses ?? {}).flatMap((status) => {
    const call = calls[status];
    return call ? [{ ...call, status: Number(status) }] : [];
  });
}
