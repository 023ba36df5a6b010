import type { oas31 } from 'zod-openapi';
import type { ListedOperation } from './list-operations';
import { resolveReference } from './resolve-reference';

export interface ExampleRequest {
  method: ListedOperation['method'];
  /** Path and query. */
  path: string;
  auth: 'session' | 'secret' | 'none';
  /** A body of JSON. */
  json?: unknown;
  /** Fields of a form; a value that begins with @ is a file's name. */
  form?: Record<string, string>;
  /** Where the answer goes that is not text. */
  saveAs?: string;
}

const FILE_NAMES: Record<string, string> = {
  'image/png': 'lighthouse.png',
  'application/zip': 'pictures.zip',
};

function authOf({ security = [] }: oas31.OperationObject): ExampleRequest['auth'] {
  if (security.length === 0) return 'none';
  return security.some((scheme) => 'secret' in scheme) ? 'secret' : 'session';
}

function addressOf(document: oas31.OpenAPIObject, { path, operation }: ListedOperation): string {
  const query = new URLSearchParams();
  let address = path;
  for (const listed of operation.parameters ?? []) {
    const parameter = resolveReference(document, listed);
    if (parameter.example === undefined) continue;
    if (parameter.in === 'path') address = address.replace(`{${parameter.name}}`, String(parameter.example));
    if (parameter.in === 'query') query.set(parameter.name, String(parameter.example));
  }
  return query.size > 0 ? `${address}?${query}` : address;
}

function bodyOf(
  document: oas31.OpenAPIObject,
  { operation }: ListedOperation,
): Pick<ExampleRequest, 'json' | 'form'> {
  if (!operation.requestBody) return {};
  const { content, required } = resolveReference(document, operation.requestBody);
  const json = content['application/json']?.example;
  if (json !== undefined) return required || Object.keys(json).length > 0 ? { json } : {};
  const form = content['multipart/form-data']?.example;
  return form === undefined ? {} : { form };
}

/** The document's own example of a call. */
export function exampleRequest(document: oas31.OpenAPIObject, listed: ListedOperation): ExampleRequest {
  const [, success] =
    Object.entries(listed.operation.responses ?? {}).find(([status]) => status.startsWith('2')) ?? [];
  const [type = ''] = success ? Object.keys(resolveReference(document, success).content ?? {}) : [];
  const saveAs = FILE_NAMES[type];
  return {
    method: listed.method,
    path: addressOf(document, listed),
    auth: authOf(listed.operation),
    ...bodyOf(document, listed),
    ...(saveAs && { saveAs }),
  };
}
