import { connect, createServer, type Socket } from 'node:net';
import { networkInterfaces } from 'node:os';

/** An address of this machine that is not loopback, as others in its network see it; undefined without a network. */
export function networkAddress(): string | undefined {
  return Object.values(networkInterfaces())
    .flat()
    .find((one) => one?.family === 'IPv4' && !one.internal)?.address;
}

/** Hands every connection to `address` on to `port` of 127.0.0.1, byte for byte, like `socat` or a published port of a container. */
export async function startForwarder(address: string, port: number) {
  const open = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(socket);
      socket.on('error', () => other.destroy());
      socket.on('close', () => open.delete(socket));
      socket.pipe(other);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, address, resolve));
  const listening = server.address();
  if (listening === null || typeof listening === 'string') throw new Error('No port');
  return {
    url: `http://${address}:${listening.port}`,
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
