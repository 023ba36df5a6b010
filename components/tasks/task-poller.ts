import { callApi } from '@/lib/http/call-api';
import { Listeners } from '@/lib/listeners';
import type { PendingResponse } from '@/lib/tasks/poll-schema';
import type { Task } from '@/lib/tasks/schema';
import { lookAround } from './look-around';
import { type Connection, PollLoop, pollTasks } from './poll-loop';
import type { ServerClock } from './server-clock';
import { TabChannel, type TabMessage } from './tab-channel';
import { TabLeader, watchPage } from './tab-leader';
import type { TaskStore } from './task-store';

interface Options {
  account: string;
  store: TaskStore;
  clock: ServerClock;
}

/**
 * The one poller of a browser. The tab that somebody looked at last leads: it asks for the open tasks of all tabs in one
 * request, as often as the server says, until nothing is open; what it learns, it shares with the others. The names of lock and
 * channel hold the account, and requests say it too, so that nothing of one account gets into another's page.
 */
export class TaskPoller {
  private readonly name: string;
  private readonly lead: TabLeader;
  private readonly loop = new PollLoop({
    goesOn: () => this.leads,
    onState: (state) => this.shareState(state),
  });
  /** Only while the page is there. */
  private channel: TabChannel | undefined;
  /** Open in other tabs, and not known here yet. */
  private readonly elsewhere = new Set<string>();
  private readonly listeners = new Listeners();
  readonly subscribe = this.listeners.subscribe;
  private onElsewhere: () => void = () => undefined;
  private state: Connection = 'fine';
  private isCatchingUp = false;
  /** The account's newest task as the server told it last. */
  private latest: string | null | undefined;

  constructor(private readonly options: Options) {
    this.name = `darkroom-tasks-3:${options.account}`;
    this.lead = new TabLeader(this.name, (leads) => this.leadChanged(leads));
  }

  get account(): string {
    return this.options.account;
  }

  /** Whether this tab asks for all. */
  get leads(): boolean {
    return this.lead.leads;
  }

  readonly connection = (): Connection => this.state;

  /** Polls while the page is there; calls back when tasks came that began elsewhere. */
  start(onElsewhere: () => void): () => void {
    this.onElsewhere = onElsewhere;
    this.enter();
    const end = watchPage({
      seen: () => {
        this.enter();
        this.lead.take();
        this.catchUp();
      },
      hidden: () => this.leads && this.announceLead(),
      online: () => this.leads && this.catchUp(),
      suspended: () => this.leave(),
      resumed: () => this.enter(),
    });
    const rest = lookAround(
      () => this.leads && this.state === 'fine' && this.catchUp(),
      () => this.options.store.openIds().length > 0,
    );
    return () => {
      end();
      rest();
      this.leave();
    };
  }

  /** Asks for all open tasks at once: after a write, and when one got known by another way. Whoever acts leads. */
  readonly pollNow = (): void => {
    if (!this.channel) return;
    this.lead.take();
    void this.loop.run(() => this.poll(), this.pollNow);
  };

  /** Asks what is open at all and which task is the newest, other devices' too, then for what may have ended. */
  readonly catchUp = (): void => {
    if (!this.channel || this.isCatchingUp) return;
    this.isCatchingUp = true;
    void this.loop.run(async () => {
      try {
        const { account } = this.options;
        const path = '/api/generate-image/pending';
        const { pendingTasks, latestTaskId, now } = await callApi<PendingResponse>(path, { account });
        this.options.clock.sync(now);
        this.share(pendingTasks);
        this.compareLatest(latestTaskId);
      } finally {
        this.isCatchingUp = false;
      }
      return this.poll();
    }, this.catchUp);
  };

  private enter(): void {
    if (this.channel) return;
    this.channel = new TabChannel(this.name, (message) => this.receive(message));
    if (document.hidden) this.lead.join();
    else this.lead.take();
    this.announceOpen();
  }

  private leave(): void {
    this.lead.leave();
    this.channel?.close();
    this.channel = undefined;
  }

  private leadChanged(leads: boolean): void {
    if (leads) {
      this.announceLead();
      this.catchUp();
    } else {
      this.loop.stop();
    }
  }

  private announceLead(): void {
    this.channel?.send({ type: 'lead', hidden: document.hidden });
  }

  private announceOpen(): void {
    const { store } = this.options;
    const versions = versionsOf(store, store.openIds());
    if (Object.keys(versions).length > 0) this.channel?.send({ type: 'open', versions });
  }

  private receive(message: TabMessage): void {
    if (message.type === 'update') this.merge(message.tasks, message.missing);
    if (message.type === 'elsewhere') this.onElsewhere();
    if (message.type === 'open' && this.leads) this.answerOpen(message.versions);
    if (message.type === 'lead') {
      if (message.hidden && !document.hidden) this.lead.take();
      else this.announceOpen();
    }
    if (message.type === 'state') {
      this.options.clock.sync(message.now);
      this.setState(message.connection);
    }
  }

  /** Tells what is newer here, and asks for what is not known here. */
  private answerOpen(versions: Record<string, number>): void {
    const { store } = this.options;
    const ids = Object.keys(versions);
    const tasks = ids.flatMap((id) => store.get(id) ?? []);
    const newer = tasks.filter((task) => task.version > (versions[task.taskId] ?? 0));
    if (newer.length > 0) this.channel?.send({ type: 'update', tasks: newer, missing: [] });
    const unknown = ids.filter((id) => !store.get(id));
    for (const id of unknown) this.elsewhere.add(id);
    if (unknown.length > 0) this.pollNow();
  }

  private async poll(): Promise<number | null> {
    // The page may have gone while it was asked what is open.
    if (!this.channel) return null;
    const { store, clock, account } = this.options;
    const versions = versionsOf(store, [...store.openIds(), ...this.elsewhere]);
    const answer = await pollTasks({ versions, account });
    if (!answer) return null;
    clock.sync(answer.now);
    this.share(answer.tasks, answer.missing);
    return answer.nextPollMs;
  }

  /** Takes rows from an answer of the server, for all tabs. */
  share(tasks: readonly Task[], missing: readonly string[] = []): void {
    this.merge(tasks, missing);
    if (tasks.length + missing.length > 0) this.channel?.send({ type: 'update', tasks, missing });
  }

  private merge(tasks: readonly Task[], missing: readonly string[]): void {
    const { store } = this.options;
    for (const { taskId } of tasks) this.elsewhere.delete(taskId);
    for (const id of missing) this.elsewhere.delete(id);
    const { fromElsewhere } = store.mergeTasks(tasks);
    if (missing.length > 0) store.remove(missing);
    if (fromElsewhere) this.onElsewhere();
  }

  /** What has begun and ended elsewhere since the last look was never among the open ones. */
  private compareLatest(latest: string | null): void {
    const isOther = this.latest !== undefined && latest !== this.latest;
    this.latest = latest;
    if (!isOther || !latest || this.options.store.get(latest)) return;
    this.onElsewhere();
    this.channel?.send({ type: 'elsewhere' });
  }

  private shareState(connection: Connection): void {
    this.setState(connection);
    const now = new Date(this.options.clock.now()).toISOString();
    this.channel?.send({ type: 'state', connection, now });
  }

  private setState(connection: Connection): void {
    if (connection === this.state) return;
    this.state = connection;
    this.listeners.notify();
  }
}

function versionsOf(store: TaskStore, ids: readonly string[]): Record<string, number> {
  return Object.fromEntries(ids.map((id) => [id, store.get(id)?.version ?? 0]));
}
