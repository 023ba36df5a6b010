import { z } from 'zod';
import { clockStatements } from '@/tests/model/move-clock';
import { kindSchema, type NewGroup, resultOf } from './graph';
import { type GraphCall, LEASE_SECONDS, type Lease, MAX_RUNNING } from './graph-command';
import type { GraphDatabase, Parameter } from './graph-database';
import type { GraphAnswer } from './graph-model';
import { boundSchema, type Labels, labelInputs } from './read-graph-state';

const claimSchema = z.object({
  tasks: z.array(
    z.object({
      taskId: z.string(),
      leaseToken: z.string(),
      kind: kindSchema,
      attempt: z.number(),
      payload: z.strictObject({ label: z.string(), inputs: boundSchema.optional() }),
    }),
  ),
  nextDueMs: z.number().nullable(),
  broken: z.tuple([]),
});
const sweptSchema = z.object({
  reaped: z.number(),
  failed: z.number(),
  skipped: z.literal(0),
  broken: z.tuple([]),
});
const heardSchema = z.object({ lost: z.array(z.string()), busy: z.tuple([]) });
const saysSchema = z.union([z.boolean(), z.string()]);
const refusalSchema = z.object({ code: z.string().startsWith('PT') });

const MINUTE_MS = 60_000;
const PICTURE = { objectKey: 'original', thumbKey: 'thumb', mimeType: 'image/png', width: 8, height: 8 };

/** Who asks, and what the ids mean. */
interface Asker {
  userId: string;
  strangerId: string;
  labels: Labels;
}

/** Opens a group as a feature does: saved and charged in one transaction. */
export function openStatements({ id, label, delays, tasks }: NewGroup, userId: string): string[] {
  const rows = tasks.map(({ label: name, ...task }) => ({
    ...task,
    payload: { label: name },
    statsKey: task.kind,
  }));
  const limits = { leaseSeconds: LEASE_SECONDS, retryDelaysSeconds: delays };
  const pictures = tasks.filter(({ kind }) => kind === 'image').map((task) => task.id);
  return [
    `select private.lock_profile('${userId}')`,
    `select private.open_group('${userId}', '${id}', '${label}', '${JSON.stringify(rows)}', '${JSON.stringify(limits)}')`,
    `with batch as (
       insert into public.batches (user_id, prompt, model, settings) values ('${userId}', 'a kite', 'model', '{}') returning id)
     insert into public.generated_images (task_id, user_id, batch_id, position)
     select picture, '${userId}', batch.id, 0 from batch, unnest('{${pictures}}'::uuid[]) picture`,
    ...tasks
      .filter(({ price }) => price > 0)
      .map((task) => `select private.record_credits('${userId}', '${task.id}', 'charge', ${-task.price})`),
  ];
}

async function claim(
  database: GraphDatabase,
  { labels }: Asker,
  { places, knows }: Extract<GraphCall, { name: 'claim' }>,
): Promise<{ answer: GraphAnswer; leases: Lease[] }> {
  const { tasks, nextDueMs } = claimSchema.parse(
    await database.ask(
      `select public.claim_tasks($1::text::jsonb, string_to_array($2::text, ','), ${MAX_RUNNING}) as answer`,
      [JSON.stringify(places), knows.join(',')],
    ),
  );
  const claimed = tasks.map(({ attempt, payload: { label, inputs = null } }) => ({
    label,
    attempt,
    inputs: labelInputs(inputs, labels),
  }));
  const nextDueSeconds = nextDueMs === null ? null : Math.ceil(nextDueMs / MINUTE_MS) * 60;
  const leases = tasks.map(({ payload: { label }, taskId, leaseToken, kind }) => ({
    taskId,
    leaseToken,
    kind,
    label,
  }));
  return { answer: { claimed, nextDueSeconds }, leases };
}

/** Calls the database's functions as the product does. */
async function ask(
  database: GraphDatabase,
  asker: Asker,
  call: Exclude<GraphCall, { name: 'claim' }>,
): Promise<GraphAnswer> {
  const says = async (text: string, ...parameters: Parameter[]): Promise<GraphAnswer> => ({
    says: saysSchema.parse(await database.ask(`select ${text} as answer`, parameters)),
  });
  switch (call.name) {
    case 'open':
      await database.run(openStatements(call.group, asker.userId));
      return { says: 'done' };
    case 'heartbeat': {
      const { taskId, leaseToken } = call.lease;
      const beat = JSON.stringify([{ taskId, leaseToken, progress: call.progress }]);
      const answer = await database.ask('select public.heartbeat_tasks($1::text::jsonb) as answer', [beat]);
      return { says: heardSchema.parse(answer).lost.length === 0 };
    }
    case 'keep':
    case 'forget': {
      const { taskId, leaseToken } = call.lease;
      return says(
        'public.keep_picture($1::text::uuid, $2::text::uuid, $3::boolean)',
        taskId,
        leaseToken,
        call.name === 'keep',
      );
    }
    case 'complete': {
      const { taskId, leaseToken, kind, label } = call.lease;
      const name = kind === 'image' ? 'complete_image' : 'complete_task';
      const made = kind === 'image' ? PICTURE : resultOf(kind, label);
      return says(
        `public.${name}($1::text::uuid, $2::text::uuid, $3::text::jsonb)`,
        taskId,
        leaseToken,
        JSON.stringify(made),
      );
    }
    case 'release':
      return says(
        'public.release_task($1::text::uuid, $2::text::uuid)',
        call.lease.taskId,
        call.lease.leaseToken,
      );
    case 'fail':
      return says(
        `public.fail_task($1::text::uuid, $2::text::uuid, 'internal', $3::boolean, $4::double precision)`,
        call.lease.taskId,
        call.lease.leaseToken,
        call.retryable,
        call.afterSeconds,
      );
    case 'cancel':
      await database.ask('select public.cancel_task($1::text::uuid, $2::text::uuid) as answer', [
        call.stranger ? asker.strangerId : asker.userId,
        call.id,
      ]);
      return { says: 'done' };
    case 'cancel group': {
      const ids = z
        .array(z.string())
        .parse(
          await database.ask(
            'select to_jsonb(public.cancel_group($1::text::uuid, $2::text::uuid)) as answer',
            [call.stranger ? asker.strangerId : asker.userId, call.id],
          ),
        );
      return { canceled: ids.map((id) => asker.labels.get(id) ?? id).sort() };
    }
    case 'sweep': {
      const { reaped, failed } = sweptSchema.parse(
        await database.ask('select public.sweep_tasks() as answer'),
      );
      return { reaped, failed };
    }
    case 'step':
      await database.run(clockStatements(call.seconds));
      return { says: 'done' };
  }
}

/** What a call answers, and the leases that it gave; a refusal that the contract knows is an answer too. */
export async function performGraphCall(
  database: GraphDatabase,
  asker: Asker,
  call: GraphCall,
): Promise<{ answer: GraphAnswer; leases: Lease[] }> {
  if (call.name === 'claim') return claim(database, asker, call);
  try {
    return { answer: await ask(database, asker, call), leases: [] };
  } catch (error) {
    const refusal = refusalSchema.safeParse(error);
    if (!refusal.success) throw error;
    return { answer: { error: refusal.data.code }, leases: [] };
  }
}
