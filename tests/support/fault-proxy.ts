import { once } from 'node:events';
import {
  Agent,
  createServer,
  type IncomingMessage,
  request as openRequest,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { faultOperation, taskIdsIn } from './fault-operations';
import type { DecideFault, FaultHit, FaultPoint } from './fault-point';

interface FaultProxy {
  /** For SUPABASE_URL of the one process that it stands in front of. */
  url: string;
  close(): Promise<void>;
}

async function readAll(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function parseJson(bytes: Buffer, type: string | undefined): unknown {
  return type?.startsWith('application/json') && bytes.length > 0 ? JSON.parse(bytes.toString()) : undefined;
}

/**
 * Stands between one process and Supabase, on 127.0.0.1. Requests and answers pass whole: at the points that
 * matter `decide` says before and after whether they go on, and may hold them as long as it likes.
 */
export async function startFaultProxy(
  target: string,
  processName: string,
  decide: DecideFault,
): Promise<FaultProxy> {
  const agent = new Agent({ keepAlive: true });

  async function forward({ url, method, headers: { host: _, ...headers } }: IncomingMessage, body: Buffer) {
    const onward = openRequest(target + url, { agent, method, headers });
    onward.end(body);
    const [answer] = (await once(onward, 'response')) as [IncomingMessage];
    return { answer, bytes: await readAll(answer) };
  }

  async function handle(incoming: IncomingMessage, outgoing: ServerResponse): Promise<unknown> {
    const body = await readAll(incoming);
    const { pathname } = new URL(incoming.url ?? '/', target);
    const asked = parseJson(body, incoming.headers['content-type']);
    const known = faultOperation(incoming.method ?? 'GET', pathname, asked);
    const reach = async (when: 'before' | 'after', hit: Omit<FaultHit, 'point' | 'process'>) => {
      if (!known) return 'pass';
      const point: FaultPoint = `${when}-${known.operation}`;
      return decide({ ...hit, point, process: processName });
    };
    if ((await reach('before', { taskIds: known?.taskIds ?? [], asked })) === 'drop')
      return outgoing.destroy();
    const { answer, bytes } = await forward(incoming, body);
    const told = known && parseJson(bytes, answer.headers['content-type']);
    const taskIds = [...(known?.taskIds ?? []), ...taskIdsIn(told)];
    const status = answer.statusCode ?? 502;
    if ((await reach('after', { taskIds, asked, answer: told, status })) === 'drop')
      return outgoing.destroy();
    const { 'transfer-encoding': _, ...headers } = answer.headers;
    return outgoing.writeHead(status, { ...headers, 'content-length': bytes.length }).end(bytes);
  }

  const server = createServer((incoming, outgoing) => {
    // Whatever breaks behind the proxy looks like a broken connection in front of it.
    handle(incoming, outgoing).catch(() => outgoing.destroy());
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      agent.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
