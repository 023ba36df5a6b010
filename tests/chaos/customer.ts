import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import sharp from 'sharp';
import { isPicture } from '@/lib/generation/picture';
import { type GenerateResponse, generateResponseSchema } from '@/lib/generation/request-schema';
import { type AnyTask, pendingResponseSchema, pollResponseSchema } from '@/lib/generation/schema';
import type { SeededRandom } from '@/lib/providers/demo/seeded-random';
import type { Check } from '@/tests/history/check';
import type { ClientLog } from '@/tests/history/client-log';
import { askForGroup } from './ask-for-group';
import type { ChaosAnswer, ChaosApi } from './chaos-api';
import type { GroupDesk } from './group-desk';
import { planGroup } from './plan-group';

/** What all customers of a run have in common. */
export interface Shop {
  log: ClientLog;
  /** How many tasks are to be asked for by all of them, how many are still left, and how many were asked for in groups. */
  tasks: number;
  left: number;
  grouped: number;
  /** What share of the tasks is to be in groups. */
  groupShare: number;
  groups: GroupDesk;
  sketchMs: [number, number];
  /** For every seed that was asked for: the tasks that use it, one after the other. */
  seeds: Map<number, string[]>;
  repeated: Check;
  expected: Check;
  readable: Check;
  told: Check;
  pauseMs: [number, number];
  createChance: number;
}

const MOST_OPEN = 12;

const oneTaskSchema = pollResponseSchema.shape.tasks.element;

/** A user of the app: asks for pictures and for groups of tasks, looks, cancels, tries again, and believes nothing that it was not told. */
export class Customer {
  readonly #api: ChaosApi;
  readonly #userId: string;
  readonly #shop: Shop;
  readonly #random: SeededRandom;
  readonly #open = new Map<string, number>();
  readonly #ended = new Map<string, AnyTask>();
  readonly #seedOf = new Map<string, number>();
  /** The tasks of each group, and which of them are titles, that nobody waits for and nobody cancels. */
  readonly #groups = new Map<string, string[]>();
  readonly #titles = new Set<string>();
  #outOfCredits = false;

  constructor(api: ChaosApi, userId: string, shop: Shop, random: SeededRandom) {
    this.#api = api;
    this.#userId = userId;
    this.#shop = shop;
    this.#random = random;
  }

  /** Resolves when nothing is left to be asked for and everything that was has ended. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted && (this.#wants() || this.#open.size > 0)) {
      await wait(this.#random.between(...this.#shop.pauseMs));
      await this.#act();
    }
  }

  /** Reads every picture that it has, as if it had come back another day. */
  async readAll(): Promise<void> {
    for (const task of this.#ended.values()) await this.#show(task);
    for (const [groupId, taskIds] of this.#groups)
      this.#shop.told.that(...(await askForGroup(this.#api, groupId, taskIds.length)));
  }

  #wants(): boolean {
    return this.#shop.left > 0 && !this.#outOfCredits;
  }

  async #act(): Promise<void> {
    const { createChance } = this.#shop;
    if (this.#random.chance(createChance)) return this.#create();
    const lot = this.#random.next();
    if (lot < 0.035) return this.#cancel();
    if (lot < 0.04) return this.#cancelGroup();
    if (lot < 0.1) return this.#retry();
    if (lot < 0.2) return this.#lookAtPending();
    return this.#look();
  }

  async #create(): Promise<void> {
    if (!this.#wants() || this.#open.size >= MOST_OPEN) return this.#look();
    const { tasks, left, grouped, groupShare } = this.#shop;
    if (grouped < (tasks - left) * groupShare) return this.#createGroup();
    const count = Math.min(this.#random.int(1, 4), this.#shop.left);
    this.#shop.left -= count;
    const taskIds = Array.from({ length: count }, () => randomUUID());
    const seed = this.#shop.seeds.size;
    for (const [position, taskId] of taskIds.entries()) this.#noteSeed(taskId, seed + position);
    const body = { prompt: 'a harbour at night', count, seed, taskIds };
    await this.#order('/api/generate-image', body, taskIds);
  }

  async #createGroup(): Promise<void> {
    const shop = this.#shop;
    const plan = planGroup(this.#random, shop.left, shop.sketchMs);
    const groupId = randomUUID();
    const taskIds = plan.map(({ id }) => id);
    shop.left -= plan.length;
    shop.grouped += plan.length;
    for (const { id, kind } of plan) if (kind === 'image') this.#noteSeed(id, shop.seeds.size);
    const answer = await shop.groups.accept(this.#userId, groupId, plan, this.#seedOf);
    if (answer !== 'accepted') {
      shop.left += plan.length;
      shop.grouped -= plan.length;
      this.#outOfCredits = true;
      return shop.log.refused(this.#userId, taskIds, 402);
    }
    this.#groups.set(groupId, taskIds);
    for (const { id, kind, price } of plan) {
      const credits = { charged: price, balance: 0 };
      shop.log.accepted(this.#userId, price, { taskIds: [id], batchId: groupId, credits });
      this.#open.set(id, 0);
      if (kind === 'title') this.#titles.add(id);
    }
  }

  async #retry(): Promise<void> {
    // A finished picture's new version has a seed that nobody can know before.
    const old = this.#pickFrom(
      [...this.#ended.values()].filter((task) => isPicture(task) && task.status !== 'completed'),
    );
    if (!old || !this.#wants()) return this.#look();
    this.#shop.left -= 1;
    const taskId = randomUUID();
    this.#noteSeed(taskId, this.#seedOf.get(old.taskId) ?? 0);
    await this.#order(`/api/generate-image/${old.taskId}/retry`, { taskId }, [taskId]);
  }

  #noteSeed(taskId: string, seed: number): void {
    this.#seedOf.set(taskId, seed);
    this.#shop.seeds.set(seed, [...(this.#shop.seeds.get(seed) ?? []), taskId]);
  }

  /** Until it is told yes or no, it sends the same again; and sometimes once more. */
  async #order(path: string, body: unknown, taskIds: string[]): Promise<void> {
    const { log, repeated, expected } = this.#shop;
    const answer = await this.#api.insist('POST', path, body);
    if (answer.status !== 202) {
      this.#shop.left += taskIds.length;
      this.#outOfCredits ||= answer.status === 402;
      expected.that([402, 409].includes(answer.status), () => `POST ${path}: ${answer.status}`);
      return log.refused(this.#userId, taskIds, answer.status);
    }
    const first = this.#accepted(answer, taskIds);
    for (const taskId of taskIds) this.#open.set(taskId, 0);
    if (!this.#random.chance(0.15)) return;
    const again = await this.#api.insist('POST', path, body);
    const same = again.status === 202 && isDeepStrictEqual(this.#accepted(again, taskIds), first);
    repeated.that(same, () => `POST ${path} of ${taskIds[0]} got another answer than the first`);
  }

  #accepted(answer: ChaosAnswer, taskIds: string[]): GenerateResponse {
    const response = generateResponseSchema.parse(answer.json());
    this.#shop.log.accepted(this.#userId, response.credits.charged / taskIds.length, response);
    return response;
  }

  async #cancel(): Promise<void> {
    const taskId = this.#pickFrom([...this.#open.keys()].filter((id) => !this.#titles.has(id)));
    if (!taskId) return this.#look();
    const askedAt = performance.now();
    const answer = await this.#api.insist('POST', `/api/generate-image/${taskId}/cancel`);
    const known = [200, 409].includes(answer.status);
    this.#shop.expected.that(known, () => `cancel of ${taskId}: ${answer.status}`);
    if (answer.status === 200) await this.#see(oneTaskSchema.parse(answer.json()), askedAt);
  }

  async #cancelGroup(): Promise<void> {
    const groups = [...this.#groups].filter(([, taskIds]) => taskIds.some((id) => this.#open.has(id)));
    const [groupId] = this.#pickFrom(groups) ?? [];
    if (!groupId) return this.#look();
    this.#shop.log.groupCanceled(groupId, await this.#shop.groups.cancel(this.#userId, groupId));
  }

  async #look(): Promise<void> {
    const taskIds = [...this.#open.keys()].slice(0, 50);
    if (taskIds.length === 0) return;
    const known = this.#random.chance(0.5) ? Object.fromEntries(this.#open) : {};
    const askedAt = performance.now();
    const answer = await this.#api.ask('POST', '/api/generate-image/polling', { taskIds, known });
    if (!answer || answer.status >= 500) return;
    this.#shop.expected.that(answer.status === 200, () => `polling: ${answer.status}`);
    if (answer.status !== 200) return;
    const { tasks, missing } = pollResponseSchema.parse(answer.json());
    for (const taskId of missing) this.#shop.log.missing(taskId);
    for (const task of tasks) await this.#see(task, askedAt);
  }

  async #lookAtPending(): Promise<void> {
    const askedAt = performance.now();
    const answer = await this.#api.ask('GET', '/api/generate-image/pending');
    if (answer?.status !== 200) return;
    for (const task of pendingResponseSchema.parse(answer.json()).pendingTasks)
      await this.#see(task, askedAt);
  }

  async #see(task: AnyTask, askedAt: number): Promise<void> {
    this.#shop.log.observed(task, askedAt);
    const { taskId, version, finishedAt } = task;
    if (!this.#open.has(taskId)) return;
    if (!finishedAt) return void this.#open.set(taskId, version);
    this.#open.delete(taskId);
    this.#ended.set(taskId, task);
    await this.#show(task);
  }

  /** Reads a finished picture and decodes it. */
  async #show(task: AnyTask): Promise<void> {
    const { taskId, status } = task;
    if (status !== 'completed' || !isPicture(task)) return;
    const thumb = this.#random.chance(0.3);
    const answer = await this.#api.insist('GET', `/api/images/${taskId}${thumb ? '?variant=thumb' : ''}`);
    const sha256 = answer.status === 200 ? createHash('sha256').update(answer.bytes).digest('hex') : null;
    this.#shop.log.imageRead(taskId, thumb ? 'thumb' : 'original', sha256);
    const shown = await sharp(answer.bytes)
      .stats()
      .then(
        () => true,
        () => false,
      );
    this.#shop.readable.that(
      shown,
      () => `the picture of ${taskId}: ${answer.status}, ${answer.bytes.length} bytes`,
    );
  }

  #pickFrom<T>(list: T[]): T | undefined {
    return list[Math.floor(this.#random.next() * list.length)];
  }
}
