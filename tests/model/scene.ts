import postgres, { type Sql } from 'postgres';
import { ClientLog } from '@/tests/history/client-log';
import type { Answer, Call, Claimed } from './call';
import { logAnswer } from './log-answer';
import { moveClock } from './move-clock';
import { runCall } from './run-call';
import { startWorld } from './start-world';
import type { World } from './world';

/** A stage for one concrete course of events: an account, connections, and a log of what was answered. */
export class Scene {
  readonly log = new ClientLog();
  readonly sql: Sql;
  readonly url: string;
  readonly #world: World;

  private constructor(url: string, sql: Sql, world: World) {
    this.url = url;
    this.sql = sql;
    this.#world = world;
  }

  static async open(url: string): Promise<Scene> {
    const sql = postgres(url, { max: 1, onnotice: () => undefined });
    return new Scene(url, sql, await startWorld(sql));
  }

  get userId(): string {
    return this.#world.users[0] ?? '';
  }

  async call(call: Call, sql: Sql = this.sql): Promise<Answer> {
    if (call.name === 'step') {
      await moveClock(sql, call.seconds);
      return { says: 'done' };
    }
    const answer = await runCall(sql, call);
    this.#world.learn(call, answer);
    logAnswer(this.log, this.#world, call, answer);
    return answer;
  }

  /** Accepts one task; its lease, if it got a place. */
  async accept(price = 4): Promise<{ taskId: string; held: Claimed | undefined }> {
    const taskId = crypto.randomUUID();
    const answer = await this.call({
      name: 'create',
      userId: this.userId,
      taskIds: [taskId],
      price,
      delays: [7],
    });
    return { taskId, held: 'accepted' in answer ? answer.accepted.claimed[0] : undefined };
  }

  async claim(): Promise<Claimed | undefined> {
    const answer = await this.call({ name: 'claim', limit: 1 });
    return 'claimed' in answer ? answer.claimed[0] : undefined;
  }

  /**
   * Makes the second call on a connection of its own while the first is made and not committed, which it is once the
   * second is done or waits for it.
   */
  async sideBySide(first: Call, second: Call): Promise<void> {
    const other = postgres(this.url, { max: 1, onnotice: () => undefined });
    const watcher = postgres(this.url, { max: 1, onnotice: () => undefined });
    await this.sql`begin`;
    await this.call(first);
    let done = false;
    const ended = this.call(second, other).finally(() => {
      done = true;
    });
    const isWaiting = async () => {
      const [row] = await watcher`
        select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`;
      return row !== undefined;
    };
    while (!done && !(await isWaiting())) await new Promise(setImmediate);
    await this.sql`commit`;
    await ended;
    await Promise.all([other.end(), watcher.end()]);
  }

  async close(): Promise<void> {
    await this.sql.end();
  }
}
