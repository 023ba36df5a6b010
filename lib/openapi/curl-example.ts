import type { ExampleRequest } from './example-request';

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
