import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';

const targetsSchema = z.array(z.object({ webSocketDebuggerUrl: z.url() })).min(1);

/** Waits for the inspector that a Node.js process opens at SIGUSR1. */
async function inspectorOf(pid: number, port: number): Promise<string> {
  process.kill(pid, 'SIGUSR1');
  for (let tries = 1; ; tries += 1) {
    try {
      const answer = await fetch(`http://127.0.0.1:${port}/json/list`);
      const [target] = targetsSchema.parse(await answer.json());
      return target?.webSocketDebuggerUrl ?? '';
    } catch (error) {
      if (tries === 50) throw error;
      await wait(100);
    }
  }
}

/** Asks the inspector of another Node.js process; resolves to its answer. `port` is the process's --inspect-port. */
async function inspect(pid: number, port: number, method: string, params = {}): Promise<unknown> {
  const socket = new WebSocket(await inspectorOf(pid, port));
  await once(socket, 'open');
  socket.send(JSON.stringify({ id: 1, method, params }));
  const [{ data }] = (await once(socket, 'message')) as [MessageEvent<string>];
  socket.close();
  return JSON.parse(data);
}

/** Lets another Node.js process collect all its garbage. `port` is its --inspect-port. */
export async function collectGarbage(pid: number, port: number): Promise<void> {
  await inspect(pid, port, 'HeapProfiler.collectGarbage');
}

const evaluated = z.object({ result: z.object({ result: z.object({ value: z.number() }) }) });

/** The value of an expression in another Node.js process, which must be a number. */
export async function evaluateIn(pid: number, port: number, expression: string): Promise<number> {
  const answer = await inspect(pid, port, 'Runtime.evaluate', { expression, returnByValue: true });
  return evaluated.parse(answer).result.result.value;
}
