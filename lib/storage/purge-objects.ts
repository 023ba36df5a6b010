import { z } from 'zod';
import { log } from '@/lib/log';
import { serviceClient } from '@/lib/supabase/service-client';
import { unwrap } from '@/lib/supabase/unwrap';
import type { TaskKinds } from '@/lib/tasks/task-kind';
import { uploadKeys } from './object-key';
import { type ImageStore, supabaseStore } from './supabase-store';

const AT_ONCE = 100;
/** A process of a platform has not much longer; what is left is taken in the next turn. */
const LONGEST_MS = 20_000;
/** When so many can't be removed and none was, it is the storage and not them. */
const AWAY_AFTER = 5;

/** A task or an upload whose objects nothing refers to. */
const abandonedSchema = z.object({
  userId: z.string(),
  taskId: z.string(),
  /** Null of an upload, and of a task that was abandoned when there was one kind that stores anything. */
  kind: z.string().nullable().default(null),
});
export type Abandoned = z.infer<typeof abandonedSchema>;

/** All that can be stored under its id: removing it removes all of it. */
export function keysOf({ userId, taskId, kind }: Abandoned, kinds: TaskKinds): string[] {
  if (kind === null) return uploadKeys(userId, taskId);
  return kinds[kind]?.objectKeys?.(userId, taskId) ?? [];
}

/** Removes the objects of all of these, together if possible; the ids of those that are gone. One that can't be removed is logged. */
export async function removeObjects(
  store: Pick<ImageStore, 'remove'>,
  abandoned: Abandoned[],
  kinds: TaskKinds,
): Promise<string[]> {
  const gone: string[] = [];
  const left = abandoned.length > 0 ? [abandoned] : [];
  let refused = 0;
  for (let some = left.pop(); some; some = left.pop()) {
    try {
      const keys = some.flatMap((one) => keysOf(one, kinds));
      if (keys.length > 0) await store.remove(keys);
      gone.push(...some.map(({ taskId }) => taskId));
    } catch (error) {
      if (some.length > 1) {
        const half = Math.ceil(some.length / 2);
        left.push(some.slice(half), some.slice(0, half));
        continue;
      }
      log.error({ event: 'purge_failed', taskId: some[0]?.taskId, err: error });
      refused += 1;
      if (refused === AWAY_AFTER && gone.length === 0) break;
    }
  }
  return gone;
}

/**
 * Removes stored bytes that nothing refers to any more, then records it: repeated after a crash, it does no harm. What can't be
 * removed comes again later; what kinds stored that this process doesn't know is left to others, since it can't tell their keys.
 * With `intervalSeconds`, only if no process of the whole installation has begun within them.
 */
export async function purgeObjects(kinds: TaskKinds, intervalSeconds = 0): Promise<void> {
  const client = serviceClient();
  const startedAt = performance.now();
  let taken: Abandoned[];
  let gone: string[];
  let interval = intervalSeconds;
  do {
    const answer = await client.rpc('take_due_purges', {
      p_limit: AT_ONCE,
      p_interval_seconds: interval,
      p_kinds: Object.keys(kinds),
    });
    taken = z.array(abandonedSchema).parse(unwrap(answer));
    gone = await removeObjects(supabaseStore(client), taken, kinds);
    if (gone.length > 0) unwrap(await client.rpc('mark_purged', { p_task_ids: gone }));
    interval = 0;
  } while (taken.length === AT_ONCE && gone.length > 0 && performance.now() - startedAt < LONGEST_MS);
}
