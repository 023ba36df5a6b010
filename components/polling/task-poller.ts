import type { ServerClock } from '@/components/gallery/server-clock';
import type { TaskStore } from '@/components/gallery/task-store';
import type { PendingResponse, Task } from '@/lib/generation/schema';
import { callApi } from '@/lib/http/call-api';
import { Beat } from './beat';
import type { Connection } from './connection';
import { pollTasks } from './poll-tasks';
import { TabChannel, type TabMessage } from './tab-channel';
import { TabLead } from './tab-lead';
import { watchPage } from './watch-page';

interface Options {
  account: string;
  store: TaskStore;
  clock: ServerClock;
}

/**
 * The one poller of a browser. The tab that somebody looked at last leads: it asks for the open tasks of all tabs in one
 * request, as often as the server says, until nothing is open; what it hears, it tells the others. The names of lock and
 * channel hold the account, and requests say it too, so that nothing of one account gets into another's page.
 */
export class TaskPoller {
  private readonly name: string;
  private readonly lead: TabLead;
  private readonly beat = new Beat({ goesOn: () => this.leads, onState: (state) => this.tellState(state) });
  /** Only while the page is there. */
  private channel: TabChannel | undefined;
  /** Open in other tabs, and not known here yet. */
  private readonly elsewhere = new Set<string>();
  private readonly listeners = new Set<() => void>();
  private onNewBatches: () => void = () => undefined;
  private state: Connection = 'fine';
  private catchingUp = false;

  constructor(private readonly options: Options) {
    this.name = `darkroom-tasks-1:${options.account}`;
    this.lead = new TabLead(this.name, (leads) => this.leadChanged(leads));
  }

  get account(): string {
    return this.options.account;
  }

  /** Whether this tab asks for all. */
  get leads(): boolean {
    return this.lead.leads;
  }

  readonly connection = (): Connection => this.state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  };

  /** Polls while the page is there; calls back when tasks of batches came that this page knows nothing else of. */
  start(onNewBatches: () => void): () => void {
    this.onNewBatches = onNewBatches;
    this.enter();
    const end = watchPage({
      seen: () => {
        this.enter();
        this.lead.take();
        this.catchUp();
      },
      hidden: () => this.leads && this.tellLead(),
      online: () => this.leads && this.catchUp(),
      suspended: () => this.leave(),
      resumed: () => this.enter(),
    });
    return () => {
      end();
      this.leave();
    };
  }

  /** Asks for all open tasks at once: after a write, and when one got known by another way. Whoever acts leads. */
  readonly look = (): void => {
    if (!this.channel) return;
    this.lead.take();
    void this.beat.run(() => this.ask(), this.look);
  };

  /** Asks what is open at all, other devices' tasks too, then for what of it may have ended. */
  readonly catchUp = (): void => {
    if (!this.channel || this.catchingUp) return;
    this.catchingUp = true;
    void this.beat.run(async () => {
      try {
        const { account } = this.options;
        const path = '/api/generate-image/pending';
        const { pendingTasks, now } = await callApi<PendingResponse>(path, { account });
        this.options.clock.sync(now);
        this.share(pendingTasks);
      } finally {
        this.catchingUp = false;
      }
      return this.ask();
    }, this.catchUp);
  };

  private enter(): void {
    if (this.channel) return;
    this.channel = new TabChannel(this.name, (message) => this.hear(message));
    if (document.hidden) this.lead.join();
    else this.lead.take();
    this.tellOpen();
  }

  private leave(): void {
    this.lead.leave();
    this.channel?.close();
    this.channel = undefined;
  }

  private leadChanged(leads: boolean): void {
    if (leads) {
      this.tellLead();
      this.catchUp();
    } else {
      this.beat.stop();
    }
  }

  private tellLead(): void {
    this.channel?.tell({ type: 'lead', hidden: document.hidden });
  }

  private tellOpen(): void {
    const { store } = this.options;
    const versions = versionsOf(store, store.openIds());
    if (Object.keys(versions).length > 0) this.channel?.tell({ type: 'open', versions });
  }

  private hear(message: TabMessage): void {
    if (message.type === 'news') this.take(message.tasks, message.missing);
    if (message.type === 'open' && this.leads) this.answerOpen(message.versions);
    if (message.type === 'lead') {
      if (message.hidden && !document.hidden) this.lead.take();
      else this.tellOpen();
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
    if (newer.length > 0) this.channel?.tell({ type: 'news', tasks: newer, missing: [] });
    const unknown = ids.filter((id) => !store.get(id));
    for (const id of unknown) this.elsewhere.add(id);
    if (unknown.length > 0) this.look();
  }

  private async ask(): Promise<number | null> {
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
    this.take(tasks, missing);
    if (tasks.length + missing.length > 0) this.channel?.tell({ type: 'news', tasks, missing });
  }

  private take(tasks: readonly Task[], missing: readonly string[]): void {
    const { store } = this.options;
    for (const { taskId } of tasks) this.elsewhere.delete(taskId);
    for (const id of missing) this.elsewhere.delete(id);
    const { newBatches } = store.mergeTasks(tasks);
    if (missing.length > 0) store.remove(missing);
    if (newBatches) this.onNewBatches();
  }

  private tellState(connection: Connection): void {
    this.setState(connection);
    const now = new Date(this.options.clock.now()).toISOString();
    this.channel?.tell({ type: 'state', connection, now });
  }

  private setState(connection: Connection): void {
    if (connection === this.state) return;
    this.state = connection;
    for (const tell of this.listeners) tell();
  }
}

function versionsOf(store: TaskStore, ids: readonly string[]): Record<string, number> {
  return Object.fromEntries(ids.map((id) => [id, store.get(id)?.version ?? 0]));
}
