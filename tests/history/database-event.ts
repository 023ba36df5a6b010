import { z } from 'zod';

/** Milliseconds since 1970, from PostgreSQL's text of a time. */
const time = z.string().transform((text) => Date.parse(text));

const taskRow = z.object({
  id: z.string(),
  user_id: z.string(),
  kind: z.string(),
  lane: z.string(),
  /** Of a user in the lane; null: MAX_RUNNING_PER_USER. */
  places: z.number().nullable(),
  status: z.enum(['queued', 'processing', 'completed', 'failed', 'canceled']),
  price: z.number(),
  attempts: z.number(),
  max_attempts: z.number(),
  retry_delays: z.array(z.number()),
  run_after: time,
  lease_seconds: z.number(),
  lease_token: z.string().nullable(),
  lease_expires_at: time.nullable(),
  error_code: z.string().nullable(),
  version: z.number(),
  created_at: time,
  finished_at: time.nullable(),
  made_at: time.nullable(),
  group_id: z.string().nullable(),
  waits_for: z.number(),
  needs: z.number(),
  result: z.json().nullable(),
  /** What those that it waited for gave it: `payload.inputs`. */
  inputs: z.json().nullable(),
});
export type TaskRow = z.infer<typeof taskRow>;

const groupRow = z.object({
  id: z.string(),
  user_id: z.string(),
  kind: z.string(),
  total: z.number(),
  open: z.number(),
  completed: z.number(),
  failed: z.number(),
  canceled: z.number(),
  version: z.number(),
  finished_at: time.nullable(),
});
export type GroupRow = z.infer<typeof groupRow>;

const dependencyRow = z.object({
  parent_id: z.string(),
  child_id: z.string(),
  port: z.string(),
  position: z.number(),
});
export type DependencyRow = z.infer<typeof dependencyRow>;

const notificationRow = z.object({
  id: z.string(),
  user_id: z.string(),
  kind: z.string(),
  subject: z.json(),
});
export type NotificationRow = z.infer<typeof notificationRow>;

const attemptRow = z.object({
  task_id: z.string(),
  attempt: z.number(),
  started_at: time,
  ended_at: time.nullable(),
  outcome: z.enum(['completed', 'failed', 'canceled', 'released', 'expired']).nullable(),
});
export type AttemptRow = z.infer<typeof attemptRow>;
export type Outcome = NonNullable<AttemptRow['outcome']>;

const imageRow = z.object({
  task_id: z.string(),
  user_id: z.string(),
  image_urls: z.array(z.string()),
  object_key: z.string().nullable(),
  thumb_key: z.string().nullable(),
  deleted_at: time.nullable(),
});
export type ImageRow = z.infer<typeof imageRow>;

const entryRow = z.object({
  id: z.number(),
  user_id: z.string(),
  task_id: z.string().nullable(),
  kind: z.enum(['grant', 'charge', 'refund', 'adjustment']),
  amount: z.number(),
});
export type EntryRow = z.infer<typeof entryRow>;

const profileRow = z.object({ user_id: z.string(), credits: z.number() });

/** `version` and `metadata` (size, hash) are new whenever the bytes are written. */
const objectRow = z.object({ name: z.string(), version: z.string().nullable(), metadata: z.json() });
export type ObjectRow = z.infer<typeof objectRow>;

const fencedRow = z.object({ task_id: z.string() });

const changeOf = <Table extends string, Row extends z.ZodType>(table: Table, row: Row) =>
  z.object({
    /** Order in which rows were written; within what shares a lock, also the order of the commits. */
    seq: z.number(),
    txid: z.string(),
    /** When the row was written, in ms since 1970 by the database's clock. */
    at: z.number(),
    table: z.literal(table),
    op: z.enum(['insert', 'update', 'delete']),
    old: row.nullable(),
    new: row.nullable(),
  });

/** One written row of one committed transaction. */
export const databaseEventSchema = z.discriminatedUnion('table', [
  changeOf('tasks', taskRow),
  changeOf('task_groups', groupRow),
  changeOf('task_dependencies', dependencyRow),
  changeOf('notifications', notificationRow),
  changeOf('task_attempts', attemptRow),
  changeOf('generated_images', imageRow),
  changeOf('credit_ledger', entryRow),
  changeOf('profiles', profileRow),
  changeOf('objects', objectRow),
  changeOf('fenced_writes', fencedRow),
]);
export type DatabaseEvent = z.infer<typeof databaseEventSchema>;
