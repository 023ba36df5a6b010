import type { PictureStore } from '@/components/pictures/feed/picture-store';
import type { ServerClock } from '@/components/tasks/server-clock';
import type { TaskPoller } from '@/components/tasks/task-poller';
import type { GenerateResponse, Rate } from '@/lib/generation/request-schema';
import { CallError, callApi } from '@/lib/http/call-api';
import { Listeners } from '@/lib/listeners';
import { makeId } from '@/lib/schema/ids';
import { optimisticTasks } from './optimistic-tasks';
import { batchOf, type Order } from './order';
import { OutboxStorage } from './outbox-storage';
import { type Sending, type SendingState, stateAfter, stateAfterReload } from './sending';

interface Options {
  store: PictureStore;
  clock: ServerClock;
  poller: TaskPoller;
}

/** So few more orders in a minute are worth saying. */
const FEW = 3;

type WaitingState = SendingState & { is: 'waiting' };

/** How the server has answered an order: with its batch, or with why it was not taken. */
type Answer = { accepted: GenerateResponse } | { error: CallError };

/**
 * What was sent and is not known to have arrived. Nothing in it is lost: it outlasts its page, what passes by itself (no
 * connection, too many in a minute) is sent again under the same ids when it may be taken, and the rest waits for a person.
 * While one is being sent its cards are in the store; else it is a card of its own, which `snapshot` tells.
 */
export class Outbox {
  private readonly storage: OutboxStorage;
  private sendings: readonly Sending[] = [];
  private timer: ReturnType<typeof setTimeout> | undefined;
  private started = false;
  private draining = false;
  private lastRate: Rate | undefined;
  private readonly listeners = new Listeners();
  private readonly answerListeners = new Listeners<[sending: Sending, answer: Answer]>();
  readonly subscribe = this.listeners.subscribe;
  /** Calls back at every answer to an order. */
  readonly subscribeAnswers = this.answerListeners.subscribe;

  constructor(private readonly options: Options) {
    this.storage = new OutboxStorage(options.poller.account);
  }

  /** Oldest first. */
  readonly snapshot = (): readonly Sending[] => this.sendings;

  /** What the last answer said of the limit of a minute; nothing while there is enough. */
  readonly rate = (): Rate | undefined => this.lastRate;

  /** Sends a new order; its cards are in the store when this returns. */
  readonly send = (order: Order): void => {
    const { store, clock } = this.options;
    const newest = Math.max(
      ...[store.rows()[0]?.createdAt, this.sendings.at(-1)?.createdAt].map(
        (time) => Date.parse(time ?? '') || 0,
      ),
    );
    const createdAt = new Date(Math.max(clock.now(), newest + 1)).toISOString();
    void this.post({ key: makeId(), order, createdAt, failures: 0, state: { is: 'sending' } });
  };

  /** Sends what was not taken again, at once. */
  readonly sendAgain = (key: string): void => {
    const sending = this.sendings.find((one) => one.key === key);
    if (sending && sending.state.is !== 'sending') void this.post(sending);
  };

  /** It is not wanted any more. */
  readonly discard = (key: string): void => {
    this.remove(key);
    this.plan();
  };

  /** Takes up what earlier pages have left, and sends what may go, while the page is there. */
  start(): () => void {
    const controller = new AbortController();
    const { signal } = controller;
    this.started = true;
    const { clock, store } = this.options;
    for (const kept of this.storage.list())
      if (!this.sendings.some(({ key }) => key === kept.key))
        this.put({ ...kept, state: stateAfterReload(kept, clock.now()) });
    this.storage.watch(() => this.adopt(), signal);
    window.addEventListener('online', () => this.reschedule(({ code }) => code === 'network', clock.now()), {
      signal,
    });
    const unsubscribe = store.subscribeAll(() => this.dropArrived());
    this.plan();
    return () => {
      this.started = false;
      clearTimeout(this.timer);
      unsubscribe();
      controller.abort();
    };
  }

  private tellRate(rate: Rate | undefined): void {
    if (!rate || rate.left > FEW) return;
    this.lastRate = rate;
    this.listeners.notify();
  }

  private async post(sending: Sending): Promise<void> {
    const { store, poller, clock } = this.options;
    const { key, order, createdAt } = sending;
    if (this.hasArrived(sending)) return this.remove(key);
    const batch = batchOf(order, key, createdAt);
    this.put({ ...sending, state: { is: 'sending' } });
    store.insertBatch(batch, optimisticTasks(batch, order.taskIds));
    try {
      const accepted = await callApi<GenerateResponse>('/api/generate-image', {
        method: 'POST',
        json: order,
        account: poller.account,
      });
      this.remove(key);
      this.tellRate(accepted.rate);
      store.confirmBatch(accepted.taskIds, accepted.batchId);
      poller.pollNow();
      this.answerListeners.notify(sending, { accepted });
    } catch (error) {
      if (!(error instanceof CallError)) throw error;
      if (error.code === 'rate_limited')
        this.tellRate({ left: 0, resetMs: (error.retryAfterSeconds ?? 0) * 1000 });
      const failures = sending.failures + 1;
      if (this.hasArrived(sending)) this.remove(key);
      else this.put({ ...sending, failures, state: stateAfter(error, failures, clock.now()) });
      store.withdraw(order.taskIds);
      // The answer may have been lost, not the request.
      if (error.code === 'network') poller.catchUp();
      this.answerListeners.notify(sending, { error });
    }
    this.plan();
  }

  /** What was lost was the answer alone: a poll or another tab has brought the tasks. */
  private dropArrived(): void {
    for (const sending of this.sendings)
      if (sending.state.is !== 'sending' && this.hasArrived(sending)) this.remove(sending.key);
  }

  private hasArrived({ order }: Sending): boolean {
    return order.taskIds.some((id) => (this.options.store.get(id)?.version ?? 0) > 0);
  }

  /** What other tabs have sent or given up is gone here too; what they could not send is shown here as well. */
  private adopt(): void {
    const kept = this.storage.list();
    const own = this.sendings.filter(
      ({ key, state }) => state.is === 'sending' || kept.some((one) => one.key === key),
    );
    const theirs = kept.filter(
      ({ key, state }) => state.is !== 'sending' && !own.some((one) => one.key === key),
    );
    this.sendings = [...own, ...theirs].sort(byTime);
    this.listeners.notify();
    this.plan();
  }

  /** Sends those whose time has come, oldest first and one after the other: what one of them has to wait for, the next has to. */
  private async sendDue(): Promise<void> {
    const { clock } = this.options;
    this.draining = true;
    try {
      for (let next = this.due(); next && this.started; next = this.due()) {
        await this.post(next);
        const { state } = this.sendings.find(({ key }) => key === next?.key) ?? {};
        if (state?.is === 'waiting') this.reschedule(({ until }) => until <= clock.now(), state.until);
      }
    } finally {
      this.draining = false;
    }
    this.plan();
  }

  private due(): Sending | undefined {
    const now = this.options.clock.now();
    return this.sendings.find(({ state }) => state.is === 'waiting' && state.until <= now);
  }

  private reschedule(which: (state: WaitingState) => boolean, until: number): void {
    for (const sending of this.sendings) {
      const { state } = sending;
      if (state.is === 'waiting' && which(state)) this.put({ ...sending, state: { ...state, until } });
    }
    this.plan();
  }

  private plan(): void {
    clearTimeout(this.timer);
    const times = this.sendings.flatMap(({ state }) => (state.is === 'waiting' ? state.until : []));
    if (times.length === 0 || !this.started || this.draining) return;
    const wait = Math.max(0, Math.min(...times) - this.options.clock.now());
    this.timer = setTimeout(() => void this.sendDue(), wait);
  }

  private put(sending: Sending): void {
    this.storage.put(sending);
    this.sendings = [...this.sendings.filter(({ key }) => key !== sending.key), sending].sort(byTime);
    this.listeners.notify();
  }

  private remove(gone: string): void {
    this.storage.remove(gone);
    this.sendings = this.sendings.filter(({ key }) => key !== gone);
    this.listeners.notify();
  }
}

function byTime(a: Sending, b: Sending): number {
  return Date.parse(a.createdAt) - Date.parse(b.createdAt);
}
