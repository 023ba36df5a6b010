import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';

export interface Call {
  method: 'GET' | 'POST';
  path: string;
  token: string;
  body?: unknown;
}

interface Answer {
  status: number;
  text: string;
  /** From the first byte sent to the last one received, in ms. */
  ms: number;
}

export interface KeepAliveClient {
  ask(call: Call): Promise<Answer>;
  close(): void;
}

/** One connection that is kept, as a browser or a proxy keeps it: what is timed holds no handshake. */
export function keepAliveClient(url: string): KeepAliveClient {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  return {
    async ask({ method, path, token, body }) {
      const json = body === undefined ? undefined : JSON.stringify(body);
      const headers = {
        authorization: `Bearer ${token}`,
        ...(json !== undefined && {
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(json),
        }),
      };
      const startedAt = performance.now();
      const outgoing = request(url + path, { method, agent, headers });
      outgoing.end(json);
      const [response]: IncomingMessage[] = await once(outgoing, 'response');
      if (!response) throw new Error(`${method} ${path}: no answer`);
      let text = '';
      for await (const chunk of response.setEncoding('utf8')) text += chunk;
      return { status: response.statusCode ?? 0, text, ms: performance.now() - startedAt };
    },
    close: () => agent.destroy(),
  };
}
