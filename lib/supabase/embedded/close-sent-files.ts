import { open } from 'node:fs/promises';

/** Lite opens a file for every download and never closes it; Node.js can do that at the end of the stream. */
export async function closeSentFiles(anyFile: string): Promise<void> {
  const handle = await open(anyFile);
  const prototype: Pick<typeof handle, 'readableWebStream'> = Object.getPrototypeOf(handle);
  const { readableWebStream } = prototype;
  prototype.readableWebStream = function (this: typeof handle, options) {
    return readableWebStream.call(this, { ...options, autoClose: true });
  };
  await handle.close();
}
