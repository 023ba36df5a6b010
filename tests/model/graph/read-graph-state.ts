import { z } from 'zod';
import { WRONG_TURNS } from '@/tests/model/list-wrong-turns';
import type { GraphDatabase } from './graph-database';

/** What the database hands a task when it is released. */
export const boundSchema = z.record(
  z.string(),
  z.array(z.strictObject({ taskId: z.string(), result: z.unknown() })),
);

/** The same with the labels of those it came from. */
export type Inputs = Record<string, { label: string; result: unknown }[]>;

/** Of tasks, by their ids. */
export type Labels = ReadonlyMap<string, string>;

const rowSchema = z.strictObject({
  status: z.enum(['queued', 'processing', 'completed', 'failed', 'canceled']),
  waitsFor: z.number().nullable(),
  isDue: z.boolean(),
  attempts: z.number(),
  errorCode: z.string().nullable(),
  made: z.boolean(),
  progress: z.number().nullable(),
  outcomes: z.array(z.string().nullable()),
  inputs: boundSchema.nullable(),
  charged: z.number(),
  refunded: z.number(),
});
export type TaskState = Omit<z.infer<typeof rowSchema>, 'inputs'> & { inputs: Inputs | null };

const counts = { total: z.number(), completed: z.number(), failed: z.number(), canceled: z.number() };

const stateSchema = z.strictObject({
  tasks: z.record(z.string(), rowSchema),
  groups: z.record(z.string(), z.strictObject({ ...counts, open: z.number(), finished: z.boolean() })),
  notifications: z.array(z.strictObject({ of: z.string(), kind: z.string(), ...counts })),
  credits: z.number(),
  wrongTurns: z.number(),
  versions: z.record(z.string(), z.number()),
});

/** Tasks and groups by their labels, and what the account has; a group's label is its kind. */
export type GraphState = Omit<z.infer<typeof stateSchema>, 'tasks' | 'versions'> & {
  tasks: Record<string, TaskState>;
};

export function labelInputs(bound: z.infer<typeof boundSchema> | null, labels: Labels): Inputs | null {
  if (bound === null) return null;
  const entries = Object.entries(bound).map(([port, inputs]): [string, Inputs[string]] => [
    port,
    inputs.map(({ taskId, result }) => ({ label: labels.get(taskId) ?? taskId, result })),
  ]);
  return Object.fromEntries(entries);
}

const STATE = `
  select jsonb_build_object(
    'tasks', (select coalesce(jsonb_object_agg(t.payload ->> 'label', jsonb_build_object(
        'status', t.status, 'waitsFor', case when t.status <> 'canceled' then t.waits_for end,
        'isDue', t.status = 'queued' and t.run_after <= clock_timestamp(), 'attempts', t.attempts, 'errorCode', t.error_code,
        'made', t.made_at is not null, 'progress', t.progress,
        'outcomes', array(select a.outcome from public.task_attempts a where a.task_id = t.id order by a.attempt),
        'inputs', t.payload -> 'inputs',
        'charged', (select coalesce(-sum(amount), 0) from public.credit_ledger where task_id = t.id and kind = 'charge'),
        'refunded', (select coalesce(sum(amount), 0) from public.credit_ledger where task_id = t.id and kind = 'refund'))), '{}')
      from public.tasks t),
    'groups', (select coalesce(jsonb_object_agg(kind, jsonb_build_object('total', total, 'open', open, 'completed', completed,
        'failed', failed, 'canceled', canceled, 'finished', finished_at is not null)), '{}') from public.task_groups),
    'notifications', (select coalesce(jsonb_agg(n.subject - 'groupId' || jsonb_build_object('of', g.kind, 'kind', n.kind) order by g.kind), '[]')
      from public.notifications n join public.task_groups g on g.id::text = n.subject ->> 'groupId' and g.user_id = n.user_id),
    'credits', (select credits from public.profiles where user_id = $1::text::uuid),
    'versions', (select coalesce(jsonb_object_agg(payload ->> 'label', version), '{}') from public.tasks),
    'wrongTurns', (select count(*) from (${WRONG_TURNS}) wrong)) as answer`;

/** The rows as they are, and the versions of the tasks. */
export async function readGraphState(
  database: GraphDatabase,
  userId: string,
  labels: Labels,
): Promise<{ state: GraphState; versions: Record<string, number> }> {
  const { tasks, versions, ...rest } = stateSchema.parse(await database.ask(STATE, [userId]));
  const labelled = Object.entries(tasks).map(([label, task]): [string, TaskState] => [
    label,
    { ...task, inputs: labelInputs(task.inputs, labels) },
  ]);
  return { state: { ...rest, tasks: Object.fromEntries(labelled) }, versions };
}
