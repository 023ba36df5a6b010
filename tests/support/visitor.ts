import { request } from 'node:http';

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  bytes: Buffer;
  text: string;
}

interface Sent {
  method?: string;
  headers?: Record<string, string>;
  body?: FormData | string;
}

/**
 * A browser without scripts: keeps cookies, fills in forms, says where it comes from. `headers` are those that it, or a proxy in
 * between, sends with everything; they may name another host than the one that is connected to.
 */
export class Visitor {
  readonly cookies = new Map<string, string>();
  /** The last Set-Cookie lines. */
  setCookies: string[] = [];
  readonly #url: URL;
  readonly #headers: Record<string, string>;

  constructor(url: string, headers: Record<string, string> = {}) {
    this.#url = new URL(url);
    this.#headers = headers;
  }

  async send(path: string, { method = 'GET', headers = {}, body }: Sent = {}): Promise<Answer> {
    const encoded = body === undefined ? undefined : new Response(body);
    const bytes = encoded && Buffer.from(await encoded.arrayBuffer());
    const answer = await new Promise<Answer>((resolve, reject) => {
      const sent = request({
        hostname: this.#url.hostname.replace(/[[\]]/g, ''),
        port: this.#url.port,
        method,
        path,
        agent: false,
        headers: {
          ...(encoded && { 'Content-Type': encoded.headers.get('content-type') ?? '' }),
          ...(bytes && { 'Content-Length': bytes.length }),
          ...(this.cookies.size > 0 && {
            Cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
          }),
          ...(method !== 'GET' && { Origin: this.#url.origin }),
          ...this.#headers,
          ...headers,
        },
      });
      sent.on('error', reject);
      sent.on('response', (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const whole = Buffer.concat(chunks);
          const { statusCode = 0, headers: given } = response;
          resolve({ status: statusCode, headers: given, bytes: whole, text: whole.toString() });
        });
      });
      sent.end(bytes);
    });
    this.setCookies = [answer.headers['set-cookie'] ?? []].flat();
    for (const line of this.setCookies) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (/max-age=0|expires=thu, 01 jan 1970/i.test(line)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return answer;
  }

  /** The form of a page whose button says `button`: where it goes, and what it holds. */
  async form(path: string, button: string): Promise<{ action: string; data: FormData }> {
    const { text } = await this.send(path);
    const form = [...text.matchAll(/<form\b([^>]*)>(.*?)<\/form>/gs)].find(([, , inner]) =>
      inner?.replace(/<[^>]*>/g, '').includes(button),
    );
    if (!form) throw new Error(`${path} has no form with a button "${button}": ${text.slice(0, 300)}`);
    const [, attributes = '', inner = ''] = form;
    const data = new FormData();
    for (const [input] of inner.matchAll(/<input\b[^>]*>/g)) {
      const name = attribute(input, 'name');
      if (name) data.append(name, attribute(input, 'value') ?? '');
    }
    return { action: attribute(attributes, 'action') || path, data };
  }

  /** Opens a page, fills in that form, and sends it. */
  async submit(path: string, button: string, fields: Record<string, string> = {}): Promise<Answer> {
    const { action, data } = await this.form(path, button);
    for (const [name, value] of Object.entries(fields)) data.set(name, value);
    return this.send(action, { method: 'POST', body: data });
  }
}

function attribute(tag: string, name: string): string | undefined {
  return new RegExp(`\\b${name}="([^"]*)"`)
    .exec(tag)?.[1]
    ?.replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
