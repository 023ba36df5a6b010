import { setTimeout as wait } from 'node:timers/promises';
import postgres, { type Sql, type TransactionSql } from 'postgres';
import type { PlannedTask } from './plan-group';

/** Of the moment: the database was killed, or gave the transaction up. */
const PASSING = /^(08|40|53|57)|^CONN|^E(CONN|PIPE)/;

const MODEL = 'gemini-nano-banana-2.1';
const PROMPT = 'a harbour at night';

type Given = postgres.JSONValue;

interface DeskOptions {
  /** On a connection of its own: one that is kept does not always notice that the database was killed. */
  inDatabase: <T>(work: (sql: Sql) => Promise<T>) => Promise<T>;
  limits: { leaseSeconds: number; retryDelaysSeconds: number[] };
}

const settingsOf = (seed: number) => ({ aspectRatio: '1:1', imageSize: '1K', seed });

function payloadOf({ id, kind, sketch }: PlannedTask, seed: number): Record<string, Given> {
  if (kind === 'image') return { prompt: PROMPT, model: MODEL, settings: settingsOf(seed), seed };
  if (kind === 'title') return { prompt: PROMPT, model: MODEL, locale: 'en', topicId: id };
  return { ...sketch };
}

/** Accepts and cancels groups as a server does, which has no route for it yet: one transaction, the same again after a lost answer. */
export class GroupDesk {
  readonly #options: DeskOptions;

  constructor(options: DeskOptions) {
    this.#options = options;
  }

  /** Saves and charges the whole group or nothing of it; `seeds` are those of its pictures. */
  async accept(
    userId: string,
    groupId: string,
    plan: PlannedTask[],
    seeds: ReadonlyMap<string, number>,
  ): Promise<'accepted' | 'insufficient credits'> {
    try {
      await this.#insist((sql) =>
        sql.begin((transaction) => this.#save(transaction, userId, groupId, plan, seeds)),
      );
      return 'accepted';
    } catch (error) {
      if (error instanceof postgres.PostgresError && error.code === 'PT402') return 'insufficient credits';
      throw error;
    }
  }

  /** The tasks that were open and not made. */
  async cancel(userId: string, groupId: string): Promise<string[]> {
    const [row] = await this.#insist(
      (sql) => sql<{ canceled: string[] }[]>`select public.cancel_group(${userId}, ${groupId}) as canceled`,
    );
    return row?.canceled ?? [];
  }

  async #save(
    sql: TransactionSql,
    userId: string,
    groupId: string,
    plan: PlannedTask[],
    seeds: ReadonlyMap<string, number>,
  ): Promise<void> {
    await sql`select private.lock_profile(${userId})`;
    if ((await sql`select from public.task_groups where id = ${groupId}`).length > 0) return;
    const seedOf = (id: string) => seeds.get(id) ?? 0;
    const tasks = plan.map((task) => ({
      id: task.id,
      kind: task.kind,
      price: task.price,
      statsKey: `chaos:${task.kind}`,
      payload: payloadOf(task, seedOf(task.id)),
      waitsFor: task.waitsFor,
      needs: task.needs,
    }));
    const { leaseSeconds, retryDelaysSeconds } = this.#options.limits;
    await sql`
      select private.open_group(${userId}, ${groupId}, 'board', ${sql.json(tasks)}, ${sql.json({ leaseSeconds, retryDelaysSeconds })})`;
    for (const { id } of plan.filter(({ kind }) => kind === 'image')) {
      const seed = seedOf(id);
      await sql`
        with batch as (
          insert into public.batches (user_id, prompt, model, settings)
          values (${userId}, ${PROMPT}, ${MODEL}, ${sql.json(settingsOf(seed))}) returning id
        )
        insert into public.generated_images (task_id, user_id, batch_id, position, seed)
        select ${id}::uuid, ${userId}::uuid, batch.id, 0, ${seed}::integer from batch`;
    }
    for (const price of new Set(plan.map((task) => task.price))) {
      const ids = plan.filter((task) => task.price === price).map(({ id }) => id);
      await sql`select private.charge_tasks(private.lock_profile(${userId}), ${ids}::uuid[], ${price})`;
    }
  }

  async #insist<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await this.#options.inDatabase(work);
      } catch (error) {
        const code = error instanceof Error && 'code' in error ? String(error.code) : '';
        if (!PASSING.test(code)) throw error;
        await wait(200);
      }
    }
  }
}
