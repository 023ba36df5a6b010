import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { gunzipSync } from 'node:zlib';
import type { BadRequest } from './bad-request';

export interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
}

const PATIENCE_MS = 15_000;

/** Sends requests over connections that stay open, as many side by side as given. */
export function makeSender(origin: string, connections: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const { hostname, port } = new URL(origin);

  /** Goes as it is: the path may be malformed. */
  const send = ({ method, path, headers, body }: BadRequest) =>
    new Promise<Answer>((resolve, reject) => {
      const length =
        body === undefined || headers['Transfer-Encoding']
          ? {}
          : { 'Content-Length': Buffer.byteLength(body) };
      const sent = request({
        agent,
        hostname,
        port,
        method,
        path,
        headers: { ...headers, ...length },
        timeout: PATIENCE_MS,
      });
      sent.on('timeout', () => sent.destroy(new Error('no answer')));
      sent.on('error', reject);
      sent.on('response', (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const bytes = Buffer.concat(chunks);
          const text = response.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes;
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text: text.toString() });
        });
      });
      sent.end(body);
    });

  /** Everything that the server says to these bytes, until it or we have closed the connection. */
  const sendBytes = (bytes: string) =>
    new Promise<string>((resolve, reject) => {
      const socket = connect(Number(port), hostname);
      let said = '';
      socket.setTimeout(PATIENCE_MS, () => socket.destroy(new Error('neither answered nor closed')));
      socket.on('data', (chunk) => {
        said += chunk.toString('latin1');
      });
      socket.on('error', (error: NodeJS.ErrnoException) =>
        error.code === 'ECONNRESET' || error.code === 'EPIPE' ? resolve(said) : reject(error),
      );
      socket.on('close', () => resolve(said));
      socket.end(bytes, 'latin1');
    });

  return { send, sendBytes, close: () => agent.destroy() };
}
