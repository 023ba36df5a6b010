import { randomUUID } from 'node:crypto';
import postgres, { type Sql } from 'postgres';
import { describe, expect, test } from 'vitest';
import { checkHistory } from '@/tests/history/check-history';
import { ClientLog } from '@/tests/history/client-log';
import { recordDatabase } from '@/tests/history/record-database';
import { changeFunction } from '@/tests/support/change-function';
import { copyDatabase } from '@/tests/support/copy-database';

interface NewTask {
  id: string;
  waitsFor?: string[];
  needs?: number;
}

interface Held {
  taskId: string;
  leaseToken: string;
}

/** A group of one user on a database of its own, and what its tasks do. */
class GroupScene {
  readonly log = new ClientLog();
  readonly groupId = randomUUID();
  readonly #sql: Sql;
  readonly #userId: string;

  constructor(sql: Sql, userId: string) {
    this.#sql = sql;
    this.#userId = userId;
  }

  async open(tasks: NewTask[]): Promise<void> {
    const rows = tasks.map(({ waitsFor = [], ...task }) => ({
      kind: 'sketch',
      price: 1,
      payload: {},
      statsKey: 'sketch',
      waitsFor: waitsFor.map((taskId) => ({ taskId })),
      ...task,
    }));
    await this.#sql.begin(async (sql) => {
      await sql`select private.lock_profile(${this.#userId})`;
      await sql`select private.open_group(${this.#userId}, ${this.groupId}, 'board', ${sql.json(rows)}, '{"leaseSeconds": 60, "retryDelaysSeconds": []}')`;
      for (const { id } of tasks)
        await sql`select private.record_credits(${this.#userId}, ${id}, 'charge', -1)`;
    });
  }

  /** What is due, in order. */
  async claim(limit = 100): Promise<Held[]> {
    const [row] = await this.#sql<{ answer: { tasks: Held[] } }[]>`
      select public.claim_tasks(${this.#sql.json({ sketches: limit })}, '{sketch}', 4) as answer`;
    return row?.answer.tasks ?? [];
  }

  async complete({ taskId, leaseToken }: Held): Promise<void> {
    await this
      .#sql`select public.complete_task(${taskId}, ${leaseToken}, ${this.#sql.json({ said: taskId })})`;
  }

  async fail({ taskId, leaseToken }: Held): Promise<void> {
    await this.#sql`select public.fail_task(${taskId}, ${leaseToken}, 'internal', false)`;
  }

  async cancel(): Promise<void> {
    const [row] = await this.#sql<{ canceled: string[] }[]>`
      select public.cancel_group(${this.#userId}, ${this.groupId}) as canceled`;
    this.log.groupCanceled(this.groupId, row?.canceled ?? []);
  }
}

interface Protection {
  what: string;
  turnOff: (sql: Sql) => Promise<unknown>;
  scenario: (scene: GroupScene) => Promise<void>;
  /** The checker's invariants that notice. */
  broken: string[];
}

const ids = (count: number) => Array.from({ length: count }, () => randomUUID());

/** Of two that one task needs both of and another needs one of, the first completes and the second fails. */
async function tear(scene: GroupScene): Promise<void> {
  const [sound = '', flaw = '', both = '', one = '', last = ''] = ids(5);
  const waitsFor = [sound, flaw];
  await scene.open([
    { id: sound },
    { id: flaw },
    { id: both, waitsFor },
    { id: one, waitsFor, needs: 1 },
    { id: last, waitsFor: [both] },
  ]);
  for (const task of await scene.claim()) {
    if (task.taskId === flaw) await scene.fail(task);
    else await scene.complete(task);
  }
  for (const task of await scene.claim()) await scene.complete(task);
}

const protections: Protection[] = [
  {
    what: 'the counts of a group: failures counted as cancels',
    turnOff: (sql) =>
      changeFunction(
        sql,
        'private.count_ended',
        /'failed'\) as failed, count\(\*\) filter \(where status = 'canceled'\) as canceled/,
        "'canceled') as failed, count(*) filter (where status = 'failed') as canceled",
      ),
    scenario: tear,
    broken: ["a group's counts are those of its tasks"],
  },
  {
    what: 'tasks that wait: claimed with those that they wait for',
    turnOff: async (sql) => {
      const until = /case when given.waits > 0 then private.never\(\) else given.at end/;
      await changeFunction(sql, 'private.insert_tasks', until, 'given.at');
      await changeFunction(sql, 'private.find_due', / and t.waits_for = 0/, '');
      await changeFunction(sql, 'private.next_due', /t.waits_for = 0 and /, '');
      await sql`alter table public.tasks drop constraint tasks_wait_in_queue`;
    },
    scenario: async (scene) => {
      const [parent = '', child = ''] = ids(2);
      await scene.open([{ id: parent }, { id: child, waitsFor: [parent] }]);
      await scene.claim();
    },
    broken: ['no task is claimed before those that it waits for have ended'],
  },
  {
    what: 'the last of those that a task waits for: released by the first',
    turnOff: async (sql) => {
      await changeFunction(sql, 'private.release_children', /child.waits_for > edges.count/, 'false');
      await changeFunction(sql, 'private.release_children', /child.waits_for = edges.count/, 'true');
    },
    scenario: async (scene) => {
      const [left = '', right = '', both = ''] = ids(3);
      await scene.open([{ id: left }, { id: right }, { id: both, waitsFor: [left, right], needs: 1 }]);
      const [first] = await scene.claim(1);
      if (first) await scene.complete(first);
    },
    broken: ['a task waits for as many as are open'],
  },
  {
    what: 'what a task needs: released with fewer',
    turnOff: async (sql) => {
      await changeFunction(sql, 'private.release_children', / and \w+\.enough/, '');
      await changeFunction(sql, 'private.release_children', /where not enough/, 'where false');
    },
    scenario: tear,
    broken: ['what lost what it needs is canceled with upstream_failed, and refunded, at once'],
  },
  {
    what: 'what a task needs: canceled with enough',
    turnOff: async (sql) => {
      await changeFunction(sql, 'private.release_children', / and \w+\.enough/, ' and false');
      await changeFunction(sql, 'private.release_children', /where not enough/, 'where true');
    },
    scenario: tear,
    broken: ['upstream_failed only where too few completed'],
  },
  {
    what: 'refunds down the graph',
    turnOff: (sql) =>
      changeFunction(
        sql,
        'private.advance_group',
        /perform private.end_task\(v_id, 'canceled', 'upstream_failed', p_advance => false\)/,
        `update public.tasks set status = 'canceled', error_code = 'upstream_failed', version = version + 1,
           finished_at = clock_timestamp() where id = v_id`,
      ),
    scenario: tear,
    broken: [
      'refunded once if and only if failed or canceled',
      'what lost what it needs is canceled with upstream_failed, and refunded, at once',
    ],
  },
  {
    what: 'inputs: not bound when a task is released',
    turnOff: (sql) =>
      changeFunction(
        sql,
        'private.release_children',
        /jsonb_build_object\('inputs', /,
        "jsonb_build_object('lost', ",
      ),
    scenario: tear,
    broken: ['inputs are the results of those that it waited for'],
  },
  {
    what: 'the cancel of a group: what waits in the queue is left',
    turnOff: (sql) =>
      changeFunction(
        sql,
        'public.cancel_group',
        /status in \('queued', 'processing'\)/,
        "status = 'processing'",
      ),
    scenario: async (scene) => {
      await scene.open(ids(3).map((id) => ({ id })));
      await scene.claim(1);
      await scene.cancel();
    },
    broken: ['a canceled group leaves nothing open that is not made'],
  },
  {
    what: 'one notification: with every task that ends',
    turnOff: (sql) =>
      changeFunction(sql, 'private.count_ended', /if v_group.finished_at is not null then/, 'if true then'),
    scenario: tear,
    broken: ['a group that is over is told of once, by the transaction that ended it'],
  },
  {
    what: 'places: of a lane that has its own',
    turnOff: (sql) =>
      changeFunction(sql, 'private.claim_lane', /coalesce\(max\(places\), p_max_running\)/, '100'),
    scenario: async (scene) => {
      await scene.open(ids(12).map((id) => ({ id })));
      await scene.claim();
    },
    broken: ['never more processing per user than the limit'],
  },
];

/** What the checker finds after a scenario, on a database of its own. */
async function play(scenario: Protection['scenario'], turnOff?: Protection['turnOff']): Promise<string[]> {
  const url = await copyDatabase();
  const recorder = await recordDatabase(url);
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  const userId = randomUUID();
  await sql`insert into public.task_kinds (kind, lane, places) values ('sketch', 'sketches', 10)`;
  await sql`insert into auth.users (id, email) values (${userId}, 'ann@example.com')`;
  await turnOff?.(sql);
  const scene = new GroupScene(sql, userId);
  await scenario(scene);
  await sql.end();
  const { checks } = checkHistory({
    database: await recorder.events(),
    client: scene.log,
    limits: { maxRunning: 4 },
  });
  return checks.filter(({ violations }) => violations.length > 0).map(({ name }) => name);
}

describe.each(protections)('$what', ({ scenario, turnOff, broken }) => {
  test('protected, nothing is broken', async () => {
    expect(await play(scenario)).toEqual([]);
  });

  test('without the protection the checker says what is', async () => {
    expect(await play(scenario, turnOff)).toEqual(expect.arrayContaining(broken));
  });
});
