import type { Call, KeepAliveClient } from './keep-alive-client';

/** Each client sends its calls one after another; all clients at once. Returns how long each call took, in ms. */
export async function timeBlock(
  clients: KeepAliveClient[],
  calls: Call[],
  status: number,
): Promise<number[]> {
  const waiting = [...calls];
  const times: number[] = [];
  await Promise.all(
    clients.map(async (client) => {
      for (let call = waiting.pop(); call; call = waiting.pop()) {
        const answer = await client.ask(call);
        if (answer.status !== status)
          throw new Error(`${call.path} answers ${answer.status}: ${answer.text}`);
        times.push(answer.ms);
      }
    }),
  );
  return times;
}
