import type { Sql } from 'postgres';
import { moveClock } from './move-clock';
import { performCall } from './perform-call';
import { purgePictures } from './purge-pictures';

/** Also than what was planned while the clock was an hour fast. */
const LONGER_THAN_EVERYTHING = 5000;
const ROUNDS = 100;

/** The faults are over: lets time pass and one good worker finish what is left, then removes what nothing refers to. */
export async function settle(sql: Sql): Promise<void> {
  for (let round = 0; round < ROUNDS; round++) {
    await moveClock(sql, LONGER_THAN_EVERYTHING);
    await performCall(sql, { name: 'sweep' });
    const answer = await performCall(sql, { name: 'claim', limit: 8 });
    const claimed = 'claimed' in answer ? answer.claimed : [];
    for (const { taskId, leaseToken } of claimed) {
      await performCall(sql, { name: 'complete', taskId, leaseToken });
    }
    const [open] = await sql`select from public.tasks where status in ('queued', 'processing') limit 1`;
    if (!open) break;
  }
  await moveClock(sql, LONGER_THAN_EVERYTHING);
  await purgePictures(sql);
}
