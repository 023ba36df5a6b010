import { type Answer, type Call, type Claimed, LIMITS } from './call';
import { ModelRows } from './model-rows';
import { compare, isEnded, type ModelTask } from './model-task';

/** An answer without what only the database can know: tokens and ids of batches. */
export type Expected =
  | { accepted: { status: string; balance: number; charged: number; claimed: [string, number][] } }
  | { claimed: [string, number][]; nextDueSeconds: number | null }
  | { reaped: number; failed: number }
  | { purged: string[] }
  | { says: boolean | string }
  | { error: string };

type Accepted = Extract<Expected, { accepted: unknown }>['accepted'];

/** The lifecycle as the contract means it, in memory: one call at a time, and no faults. */
export class LifecycleModel extends ModelRows {
  readonly #requests: { ids: string[]; key: string; userId: string; at: number; answer: Accepted }[] = [];
  /** Cancels of tasks that had been started. */
  readonly #cancels: { userId: string; at: number }[] = [];

  /** What the call must answer; afterwards the model is as the database must be. */
  expect(call: Call): Expected {
    this.calls += 1;
    switch (call.name) {
      case 'create':
        return this.#create(call);
      case 'retry':
        return this.#retry(call);
      case 'cancel':
        return this.#cancel(call.userId, call.taskId);
      case 'delete':
        return this.#delete(call.userId, call.taskId);
      case 'restore':
        return this.#restore(call.userId, call.taskId);
      case 'claim':
        return this.#claim(call.limit);
      case 'sweep':
        return this.#sweep();
      case 'purge':
        return this.#purge();
      case 'step':
        this.now += call.seconds;
        return { says: 'done' };
      default:
        return { says: this.#finish(call) };
    }
  }

  /** The leases that the database gave for the claims that were expected. */
  learn(answer: Answer): void {
    const claimed: Claimed[] =
      'accepted' in answer ? answer.accepted.claimed : 'claimed' in answer ? answer.claimed : [];
    for (const { taskId, leaseToken } of claimed) {
      const task = this.tasks.get(taskId);
      if (task?.lease) task.lease.token = leaseToken;
    }
  }

  #stored(userId: string, ids: string[], key: string): Expected | null {
    const known = this.#requests.find((request) => request.ids[0] === ids[0]);
    if (known?.userId === userId && known.key === key) return { accepted: { ...known.answer, claimed: [] } };
    return known || ids.some((id) => this.tasks.has(id)) ? { error: 'PT409' } : null;
  }

  #isTooOften(userId: string): boolean {
    const latest = [...this.#requests, ...this.#cancels].filter(
      ({ at, userId: by }) => by === userId && at > this.now - 60 && at <= this.now,
    );
    return latest.length >= LIMITS.ratePerMinute;
  }

  #accept(
    userId: string,
    price: number,
    delays: readonly number[],
    slots: [id: string, slot: string][],
    key: string,
  ): Expected {
    if (this.#isTooOften(userId)) return { error: 'PT429' };
    const charged = price * slots.length;
    if ((this.credits.get(userId) ?? 0) < charged) return { error: 'PT402' };
    const waiting = this.of(userId, 'queued').filter(this.isDue).length;
    const free = LIMITS.maxRunning - this.of(userId, 'processing').length - waiting;
    const made = slots.map(([id, slot], index): ModelTask => {
      const madeAt = this.moment(index);
      const fresh = {
        attempts: 0,
        startedAt: null,
        failedAt: 0,
        made: false,
        lease: null,
        errorCode: null,
        outcomes: [],
        hasPicture: false,
      };
      const gone = { deletedAt: null, purgeAt: null };
      return { id, userId, slot, price, status: 'queued', delays, due: madeAt, madeAt, ...fresh, ...gone };
    });
    for (const task of made) this.tasks.set(task.id, task);
    const balance = this.pay(userId, -charged);
    const claimed = made.slice(0, Math.max(0, free)).map((task, index) => this.start(task, index));
    const answer = { status: made[0]?.status ?? '', balance, charged, claimed };
    this.#requests.push({ ids: slots.map(([id]) => id), key, userId, at: this.now, answer });
    return { accepted: answer };
  }

  #create({ userId, taskIds, price, delays }: Extract<Call, { name: 'create' }>): Expected {
    const key = `${price}`;
    const slots = taskIds.map((id): [string, string] => [id, id]);
    return this.#stored(userId, taskIds, key) ?? this.#accept(userId, price, delays, slots, key);
  }

  #retry({ userId, taskId, newTaskId, delays }: Extract<Call, { name: 'retry' }>): Expected {
    const old = this.tasks.get(taskId);
    const key = `retry of ${taskId}`;
    if (old?.userId !== userId) return { error: 'PT404' };
    const stored = this.#stored(userId, [newTaskId], key);
    if (stored) return stored;
    const open = [...this.tasks.values()].some((task) => task.slot === old.slot && !isEnded(task));
    if (open) return { error: 'PT409' };
    return this.#accept(userId, old.price, delays, [[newTaskId, old.slot]], key);
  }

  #cancel(userId: string, taskId: string): Expected {
    const task = this.tasks.get(taskId);
    if (task?.userId !== userId) return { error: 'PT404' };
    if (isEnded(task)) return { error: 'PT409' };
    if (task.made) return { error: 'PT409' };
    if (task.startedAt) this.#cancels.push({ userId, at: this.now });
    this.close(task, 'canceled');
    this.end(task, 'canceled', null);
    return { says: 'done' };
  }

  #finish(call: Extract<Call, { leaseToken: string }>): boolean | string {
    const task = this.tasks.get(call.taskId);
    const lost = call.name === 'fail' ? 'lost' : false;
    if (!task) return lost;
    if (task.lease?.token !== call.leaseToken || task.lease.until <= this.now) {
      const abandoned = task.status === 'failed' || task.status === 'canceled' || task.deletedAt !== null;
      if (abandoned) task.purgeAt = this.now + LIMITS.leaseSeconds;
      return lost;
    }
    switch (call.name) {
      case 'heartbeat':
        task.lease.until = this.now + LIMITS.leaseSeconds;
        return true;
      case 'keep':
      case 'forget':
        task.made = call.name === 'keep';
        return true;
      case 'complete':
        task.hasPicture = true;
        this.close(task, 'completed');
        this.end(task, 'completed', null);
        return true;
      case 'release':
        this.close(task, 'released');
        task.attempts -= 1;
        this.requeue(task, task.madeAt, null);
        return true;
      case 'fail': {
        this.close(task, 'failed');
        const wait = task.delays[task.attempts - 1];
        if (!call.retryable || wait === undefined) {
          this.end(task, 'failed', 'internal');
          return 'failed';
        }
        const [seconds, ...order] = this.moment();
        task.failedAt = this.now;
        this.requeue(task, [seconds + Math.max(wait, call.afterSeconds), ...order], 'internal');
        return 'retry';
      }
    }
  }

  #claim(limit: number): Expected {
    const claimed: [string, number][] = [];
    const running = (userId: string) => this.of(userId, 'processing').length;
    for (let before = -1; before < claimed.length && claimed.length < limit; ) {
      before = claimed.length;
      const round = [...this.credits.keys()].flatMap((userId) => {
        const [oldest] = this.queue(userId);
        if (!oldest || !this.isDue(oldest)) return [];
        const retry = this.queue(userId).find((task) => task.errorCode && this.isDue(task));
        const turn = this.lastTurn(userId);
        return [{ oldest, next: retry ?? oldest, running: running(userId), turn }];
      });
      round.sort((a, b) => a.running - b.running || a.turn - b.turn || compare(a.oldest.due, b.oldest.due));
      for (const { next, running: places } of round) {
        if (claimed.length < limit && places < LIMITS.maxRunning)
          claimed.push(this.start(next, claimed.length));
      }
      if (claimed.length === 0 && this.mendQueue()) before = -1;
    }
    const later = [...this.tasks.values()].filter(
      (task) => task.errorCode && task.status === 'queued' && !this.isDue(task),
    );
    const next = Math.min(...later.map(({ due }) => due[0] - this.now));
    return { claimed, nextDueSeconds: claimed.length < limit && Number.isFinite(next) ? next : null };
  }

  #sweep(): Expected {
    this.mendQueue();
    for (const { lease } of this.tasks.values()) {
      if (lease) lease.until = Math.min(lease.until, this.now + LIMITS.leaseSeconds);
    }
    const expired = [...this.tasks.values()].filter(({ lease }) => lease && lease.until <= this.now);
    let failed = 0;
    for (const task of expired) {
      this.close(task, 'expired');
      if (task.attempts > task.delays.length) {
        this.end(task, 'failed', 'lease_expired');
        failed += 1;
      } else {
        this.requeue(task, task.madeAt, null);
      }
    }
    return { reaped: expired.length, failed };
  }

  #delete(userId: string, taskId: string): Expected {
    const task = this.tasks.get(taskId);
    if (task?.userId !== userId || task.deletedAt !== null) return { error: 'PT404' };
    if (!isEnded(task)) return { error: 'PT409' };
    task.deletedAt = this.now;
    task.purgeAt = this.now + 61;
    return { says: 'done' };
  }

  #restore(userId: string, taskId: string): Expected {
    const task = this.tasks.get(taskId);
    if (task?.userId !== userId) return { error: 'PT404' };
    if (task.deletedAt !== null && task.deletedAt <= this.now - 60) return { error: 'PT404' };
    if (task.deletedAt !== null && task.hasPicture) task.purgeAt = null;
    task.deletedAt = null;
    return { says: 'done' };
  }

  #purge(): Expected {
    const due = [...this.tasks.values()].filter(({ purgeAt }) => purgeAt !== null && purgeAt <= this.now);
    for (const task of due) {
      task.purgeAt = null;
      task.hasPicture = false;
    }
    return { purged: due.map(({ id }) => id).sort() };
  }
}
