import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import sharp from 'sharp';
import { z } from 'zod';
import { pictureSize } from '@/lib/providers/picture-size';
import type { DecideFault } from './fault-point';
import { GEMINI_ANSWERS, type GeminiAnswer, pictureAnswer, titleAnswer } from './gemini-answers';

/**
 * `hang` never answers; `reset` breaks the connection; `truncated` sends half a PNG, `broken_json` half an answer. The
 * others are named by what they answer with.
 */
export type GeminiBehaviour =
  | 'ok'
  | 'hang'
  | 'reset'
  | 'truncated'
  | 'broken_json'
  | keyof typeof GEMINI_ANSWERS
  | { kind: 'ok'; delayMs?: number; side?: number }
  | { kind: 'ok'; delayMs?: number; picture: Buffer }
  | { kind: 'ok'; after: Promise<void> }
  | { kind: 'quota_minute' | 'quota_day'; retryDelay: string };

export interface GeminiRequest {
  /** When it had come in, in ms of Date.now. */
  at: number;
  model: string;
  apiVersion: string;
  apiKey: string | undefined;
  prompt: string;
  aspectRatio: string | undefined;
  imageSize: string | undefined;
  seed: number | undefined;
  /** All parts, the text too. */
  parts: number;
  /** The pictures among them, in order. */
  references: { mimeType: string; bytes: Buffer }[];
  /** Of the picture in the answer, once there is one. */
  sha256?: string;
  /** Of a request for a title. */
  instruction: string | undefined;
  /** The client hung up before it had the whole answer. */
  aborted: boolean;
  /** When the connection's answer ended, whole or not. */
  closed: Promise<void>;
}

export interface GeminiServer {
  /** For GOOGLE_GEMINI_BASE_URL. */
  url: string;
  /** Requests for pictures. */
  requests: GeminiRequest[];
  /** Requests for titles: they are answered at once, with the first words of the prompt as a title. */
  titles: { prompt: string; instruction: string }[];
  /** For every request, for the requests in order (the last one stays), or chosen by the request. */
  setBehaviour(
    behaviour: GeminiBehaviour | GeminiBehaviour[] | ((request: GeminiRequest) => GeminiBehaviour),
  ): void;
  /** From now on no answer leaves before release(). */
  hold(): void;
  release(): void;
  /** Resolves when this many requests have come in, all told. */
  received(count: number): Promise<GeminiRequest[]>;
  close(): Promise<void>;
}

const bodySchema = z.looseObject({
  contents: z.array(
    z.looseObject({
      parts: z.array(
        z.looseObject({
          text: z.string().optional(),
          inlineData: z.object({ mimeType: z.string(), data: z.base64() }).optional(),
        }),
      ),
    }),
  ),
  systemInstruction: z
    .looseObject({ parts: z.array(z.looseObject({ text: z.string().optional() })) })
    .optional(),
  generationConfig: z
    .looseObject({
      seed: z.number().optional(),
      responseModalities: z.array(z.string()).optional(),
      imageConfig: z
        .looseObject({ aspectRatio: z.string().optional(), imageSize: z.string().optional() })
        .optional(),
    })
    .optional(),
});

async function readRequest(
  message: IncomingMessage,
  response: ServerResponse,
): Promise<GeminiRequest | undefined> {
  const path = /^\/([^/]+)\/models\/([^/:]+):generateContent$/.exec(
    new URL(message.url ?? '/', 'http://any').pathname,
  );
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  const body = bodySchema.safeParse(JSON.parse(Buffer.concat(chunks).toString() || 'null'));
  if (!path || !body.success) return undefined;
  const parts = body.data.contents.flatMap((content) => content.parts);
  const { seed, imageConfig } = body.data.generationConfig ?? {};
  const request: GeminiRequest = {
    at: Date.now(),
    apiVersion: path[1] ?? '',
    model: decodeURIComponent(path[2] ?? ''),
    apiKey: message.headers['x-goog-api-key']?.toString(),
    prompt: parts.map((part) => part.text ?? '').join(''),
    aspectRatio: imageConfig?.aspectRatio,
    imageSize: imageConfig?.imageSize,
    seed,
    parts: parts.length,
    references: parts.flatMap(({ inlineData }) =>
      inlineData ? [{ mimeType: inlineData.mimeType, bytes: Buffer.from(inlineData.data, 'base64') }] : [],
    ),
    instruction: body.data.systemInstruction?.parts.map((part) => part.text ?? '').join(''),
    aborted: false,
    closed: new Promise((resolve) => {
      response.once('close', () => {
        request.aborted = !response.writableFinished;
        resolve();
      });
    }),
  };
  return request;
}

/** One colour, told by the number of the request, in the size that the model would make unless `side` says how long its longer side is. */
async function makePicture(request: GeminiRequest, serial: number, side?: number): Promise<Buffer> {
  const usual = pictureSize(request.aspectRatio ?? '1:1', request.imageSize ?? '1K') ?? {
    width: 1024,
    height: 1024,
  };
  const scale = side ? side / Math.max(usual.width, usual.height) : 1;
  const size = { width: Math.round(usual.width * scale), height: Math.round(usual.height * scale) };
  const background = {
    r: (40 + serial * 67) % 256,
    g: (120 + serial * 31) % 256,
    b: (200 + serial * 97) % 256,
  };
  return sharp({ create: { ...size, channels: 3, background } })
    .png({ compressionLevel: 3 })
    .toBuffer();
}

function send(response: ServerResponse, { status, body }: GeminiAnswer, part = 1): void {
  const text = JSON.stringify(body);
  const head = {
    'content-type': 'application/json; charset=UTF-8',
    'content-length': Buffer.byteLength(text),
  };
  response.writeHead(status, head);
  if (part === 1) response.end(text);
  else response.write(text.slice(0, Math.floor(text.length * part)), () => response.destroy());
}

async function answer(
  behaviour: GeminiBehaviour,
  request: GeminiRequest,
  response: ServerResponse,
  serial: number,
  leave: () => Promise<boolean>,
) {
  const {
    kind,
    delayMs,
    side,
    picture: given,
    after,
    retryDelay,
  } = {
    delayMs: 0,
    side: undefined,
    picture: undefined,
    after: undefined,
    retryDelay: undefined,
    ...asObject(behaviour),
  };
  if (kind === 'hang') return;
  if (kind === 'reset') return response.destroy();
  if (kind === 'ok' || kind === 'truncated' || kind === 'broken_json') {
    const picture = given ?? (await makePicture(request, serial, side));
    request.sha256 = createHash('sha256').update(picture).digest('hex');
    await new Promise((resolve) => setTimeout(resolve, delayMs));
    await after;
    const bytes = kind === 'truncated' ? picture.subarray(0, picture.length / 2) : picture;
    if (!(await leave())) return response.destroy();
    return send(response, pictureAnswer(bytes), kind === 'broken_json' ? 0.5 : 1);
  }
  if (!(await leave())) return response.destroy();
  return send(response, GEMINI_ANSWERS[kind](retryDelay));
}

function asObject(behaviour: GeminiBehaviour) {
  return typeof behaviour === 'string' ? { kind: behaviour } : behaviour;
}

/** A behaviour asked for in the prompt itself, like "a fox [[safety]]". */
function markedBehaviour(prompt: string): GeminiBehaviour | undefined {
  const name = /\[\[([a-z0-9_]+)\]\]/.exec(prompt)?.[1];
  const known = ['ok', 'hang', 'reset', 'truncated', 'broken_json', ...Object.keys(GEMINI_ANSWERS)];
  return known.includes(name ?? '') ? (name as GeminiBehaviour) : undefined;
}

const ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/**
 * A server on 127.0.0.1 that speaks Gemini's generateContent and does on demand what the live service does at its worst.
 * With `decide` its requests are fault points too: of the task whose id is in the prompt, by the process whose name is the key.
 */
export async function startGeminiServer(port = 0, decide?: DecideFault): Promise<GeminiServer> {
  const requests: GeminiRequest[] = [];
  const titles: GeminiServer['titles'] = [];
  const waiting: { count: number; resolve: (requests: GeminiRequest[]) => void }[] = [];
  let behaviours: GeminiBehaviour[] = ['ok'];
  let choose: ((request: GeminiRequest) => GeminiBehaviour) | undefined;
  let held: PromiseWithResolvers<void> | undefined;

  const nextBehaviour = (request: GeminiRequest): GeminiBehaviour =>
    markedBehaviour(request.prompt) ??
    choose?.(request) ??
    (behaviours.length > 1 ? behaviours.shift() : behaviours[0]) ??
    'ok';

  async function handle(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await readRequest(message, response);
    if (!request) return send(response, GEMINI_ANSWERS.bad_request());
    const { prompt, instruction } = request;
    if (instruction !== undefined) {
      titles.push({ prompt, instruction });
      return send(response, titleAnswer(prompt));
    }
    requests.push(request);
    const serial = requests.length;
    const behaviour = nextBehaviour(request);
    for (const { resolve } of waiting.filter(({ count }) => count <= serial)) resolve(requests);
    const passes = async (point: 'before-provider' | 'after-provider') => {
      const hit = {
        point,
        process: request.apiKey ?? '',
        taskIds: request.prompt.match(ID) ?? [],
        asked: null,
      };
      return (await decide?.(hit)) !== 'drop';
    };
    if (!(await passes('before-provider'))) return void response.destroy();
    await held?.promise;
    if (response.destroyed) return;
    await answer(behaviour, request, response, serial, () => passes('after-provider'));
  }

  const server = createServer((message, response) => {
    handle(message, response).catch((error: unknown) =>
      response.destroy(error instanceof Error ? error : undefined),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('The Gemini server has no port.');

  return {
    url: `http://127.0.0.1:${address.port}`,
    requests,
    titles,
    setBehaviour(next) {
      choose = typeof next === 'function' ? next : undefined;
      if (typeof next !== 'function') behaviours = Array.isArray(next) ? [...next] : [next];
    },
    hold() {
      held ??= Promise.withResolvers();
    },
    release() {
      held?.resolve();
      held = undefined;
    },
    received(count) {
      if (requests.length >= count) return Promise.resolve(requests);
      return new Promise((resolve) => waiting.push({ count, resolve }));
    },
    async close() {
      held?.resolve();
      server.closeAllConnections();
      await new Promise<void>((resolve, reject) =>
        server.close((error) => (error ? reject(error) : resolve())),
      );
    },
  };
}
