import { randomUUID } from 'node:crypto';
import { type AcceptCall, type Answer, type Call, type Claimed, idsOf } from './call';
import type { Command } from './command';

interface Known {
  taskId: string;
  userId: string;
  price: number;
}

const latest = <T>(list: T[], pick: number): T | undefined => list[list.length - 1 - (pick % list.length)];

/** What those who give the commands know: their accounts, the tasks they asked for, the leases they were given. */
export class World {
  readonly users: string[];
  readonly tasks: Known[] = [];
  readonly #leases: Claimed[] = [];
  /** Tasks that a worker was told it completed. */
  readonly #pictures: Known[] = [];
  readonly #requests: AcceptCall[] = [];

  constructor(users: string[]) {
    this.users = users;
  }

  #other(userId: string): string {
    return this.users.find((id) => id !== userId) ?? userId;
  }

  /** Pictures are deleted, and mostly restored, once there is one. */
  #candidates(what: 'cancel' | 'delete' | 'restore'): Known[] {
    if (what === 'cancel' || this.#pictures.length === 0) return this.tasks;
    return what === 'delete' ? [...this.tasks, ...this.#pictures] : this.#pictures;
  }

  /** Gives a command what it works on; null while there is nothing of the kind. */
  resolve(command: Command): Call | null {
    switch (command.do) {
      case 'create': {
        const { count, price, delays } = command;
        const userId = this.users[command.user] ?? '';
        return {
          name: 'create',
          userId,
          taskIds: Array.from({ length: count }, () => randomUUID()),
          price,
          delays,
        };
      }
      case 'replay': {
        const request = latest(this.#requests, command.pick);
        if (!request) return null;
        return command.stranger ? { ...request, userId: this.#other(request.userId) } : request;
      }
      case 'cancel':
      case 'delete':
      case 'restore': {
        const task = latest(this.#candidates(command.do), command.pick);
        if (!task) return null;
        const userId = command.stranger ? this.#other(task.userId) : task.userId;
        return { name: command.do, userId, taskId: task.taskId };
      }
      case 'retry': {
        const task = latest(this.tasks, command.pick);
        if (!task) return null;
        const { taskId, userId } = task;
        return { name: 'retry', userId, taskId, newTaskId: randomUUID(), delays: command.delays };
      }
      case 'heartbeat':
      case 'keep':
      case 'forget':
      case 'complete':
      case 'release': {
        const lease = latest(this.#leases, command.pick);
        return lease ? { name: command.do, taskId: lease.taskId, leaseToken: lease.leaseToken } : null;
      }
      case 'fail': {
        const lease = latest(this.#leases, command.pick);
        if (!lease) return null;
        const { retryable, afterSeconds } = command;
        return { name: 'fail', taskId: lease.taskId, leaseToken: lease.leaseToken, retryable, afterSeconds };
      }
      case 'claim':
        return { name: 'claim', limit: command.limit };
      case 'step':
        return { name: 'step', seconds: command.seconds };
      default:
        return { name: command.do };
    }
  }

  /** The price of each task that a request asks for. */
  priceOf(request: AcceptCall): number {
    if (request.name === 'create') return request.price;
    return this.tasks.find(({ taskId }) => taskId === request.taskId)?.price ?? 0;
  }

  /** Remembers what an answer told; null when it was lost in a crash, and the request may be sent again. */
  learn(call: Call, answer: Answer | null): void {
    if (call.name === 'create' || call.name === 'retry') {
      if (!this.#requests.includes(call)) this.#requests.push(call);
      if (answer && 'accepted' in answer) {
        const price = this.priceOf(call);
        const fresh = idsOf(call).filter((id) => !this.tasks.some(({ taskId }) => taskId === id));
        this.tasks.push(...fresh.map((taskId) => ({ taskId, userId: call.userId, price })));
        this.#leases.push(...answer.accepted.claimed);
      }
    }
    if (call.name === 'complete' && answer && 'says' in answer && answer.says === true) {
      this.#pictures.push(...this.tasks.filter(({ taskId }) => taskId === call.taskId));
    }
    if (answer && 'claimed' in answer) this.#leases.push(...answer.claimed);
  }
}
