import type { oas31 } from 'zod-openapi';
import { type ListedOperation, resolveReference } from './read-document';

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

const TOKENS = { session: '$TOKEN', secret: '$CRON_SECRET' };

/** One word of a POSIX shell that stands for this text. */
const quote = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;

/** The method that curl takes by itself for these arguments. */
const impliedMethod = ({ json, form }: ExampleRequest) =>
  json === undefined && form === undefined ? 'GET' : 'POST';

/** A call of the API at `origin` as a command of curl; the shell's TOKEN or CRON_SECRET signs it. */
export function curlExample(request: ExampleRequest, origin: string): string {
  const { method, path, auth, json, form, saveAs } = request;
  const address = quote(origin + path);
  return [
    `curl -sS ${method === impliedMethod(request) ? '' : `-X ${method} `}${address}`,
    ...(auth === 'none' ? [] : [`-H "Authorization: Bearer ${TOKENS[auth]}"`]),
    ...(json === undefined
      ? []
      : ["-H 'Content-Type: application/json'", `-d ${quote(JSON.stringify(json))}`]),
    ...Object.entries(form ?? {}).map(([name, value]) => `-F ${quote(`${name}=${value}`)}`),
    ...(saveAs ? [`-o ${saveAs}`] : []),
  ].join(' \\\n  ');
}
