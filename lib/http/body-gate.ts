import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { z } from 'zod';

/** Of a body that nobody reads yet: a whole JSON body, so that those never wait. */
const MAX_UNREAD_BYTES = 64 * 1024;
/** A client that is told no is listened to for so long, because many read the answer only after they have sent everything. */
const DRAIN_MS = 10_000;
/** Longer than a body that is read may stall. */
const PASS_MS = 15_000;
export const MAX_DRAINED_BYTES = 32 * 1024 * 1024;

const messageSchema = z.object({
  request: z.custom<IncomingMessage>((value) => typeof value === 'object'),
  response: z.custom<ServerResponse>((value) => typeof value === 'object'),
});

/**
 * Next takes in the body of a request as fast as it comes, into memory, whether anybody reads it or not: also of one whom the
 * route is about to refuse. This holds the rest back in the client until the route asks for it.
 */
class BodyGate {
  readonly #request: IncomingMessage;
  /** Next replaces parts of the request, and what destroys it. */
  readonly #socket: Socket;
  #unread = 0;
  #watched = false;
  #open = false;
  #drainMs = DRAIN_MS;

  constructor(request: IncomingMessage, response: ServerResponse) {
    this.#request = request;
    this.#socket = request.socket;
    const listen = request.on.bind(request);
    const on = (event: string, listener: (...values: unknown[]) => void) => {
      listen(event, listener);
      if (event === 'data' && !this.#watched) {
        this.#watched = true;
        listen('data', (chunk: Uint8Array) => this.#count(chunk.length));
      }
      return request;
    };
    Object.assign(request, { on });
    response.once('finish', () => this.#drain());
  }

  #count(bytes: number): void {
    this.#unread += bytes;
    if (!this.#open && this.#unread >= MAX_UNREAD_BYTES) this.#request.pause();
  }

  open(): void {
    this.#open = true;
    this.#request.resume();
  }

  letPass(): void {
    this.open();
    const late = setTimeout(() => this.giveUp(), PASS_MS).unref();
    this.#request.once('end', () => clearTimeout(late));
  }

  giveUp(): void {
    if (this.#request.complete) return;
    this.#drainMs = 0;
    // Next sends the refusal of a page's form only after the body's end.
    this.#request.emit('end');
  }

  /** Lets what is left of the body pass by, so that the connection can be used again; cuts what is too long or too slow. */
  #drain(): void {
    const request = this.#request;
    // What comes now is counted here, and held back no more: the next request of the connection stands behind it.
    this.#open = true;
    if (request.complete) request.resume();
    if (request.complete || this.#socket.destroyed) return;
    // By then the connection may serve another request.
    const cut = () => {
      if (!request.complete) this.#socket.destroy();
    };
    const late = setTimeout(cut, this.#drainMs).unref();
    let drained = 0;
    request.removeAllListeners('data');
    this.#socket.once('close', () => clearTimeout(late));
    request.once('end', () => clearTimeout(late));
    request.on('data', (chunk: Uint8Array) => {
      drained += chunk.length;
      if (drained > MAX_DRAINED_BYTES) cut();
    });
    request.resume();
  }
}

const KEY = Symbol.for('darkroom.bodyGate');
const holder = globalThis as typeof globalThis & { [KEY]?: AsyncLocalStorage<BodyGate> };
/** Global because Next bundles routes and instrumentation apart. */
const gates = () => {
  holder[KEY] ??= new AsyncLocalStorage();
  return holder[KEY];
};

/** From here on no body of a request to this process is taken in before somebody reads it. */
export function guardBodies(): void {
  subscribe('http.server.request.start', (message) => {
    const { request, response } = messageSchema.parse(message);
    gates().enterWith(new BodyGate(request, response));
  });
}

/** Lets the body of the request in hand come. */
export function openBody(): void {
  gates().getStore()?.open();
}

/** Of the request in hand: the connection ends with the answer. */
export function giveBodyUp(): void {
  gates().getStore()?.giveUp();
}

/** Of the request in hand, which Next answers only after it has all of the body: it comes, and is over soon. */
export function letBodyPass(): void {
  gates().getStore()?.letPass();
}
