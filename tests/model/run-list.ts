import type { Sql } from 'postgres';
import type { ClientLog } from '@/tests/history/client-log';
import type { Command } from './command';
import { crashCall } from './crash-call';
import { logAnswer } from './log-answer';
import { lookAtTasks } from './look-at-tasks';
import { moveClock } from './move-clock';
import { runCall } from './run-call';
import type { World } from './world';

interface Runner {
  url: string;
  /** The runner's own connection. */
  sql: Sql;
  owner: Sql;
  world: World;
  log: ClientLog;
}

/** Carries out commands one after the other, side by side with other runners of the same world. */
export async function runList({ url, sql, owner, world, log }: Runner, list: Command[]): Promise<void> {
  for (const command of list) {
    const call = world.resolve(command);
    if (!call) continue;
    if (call.name === 'step') {
      await moveClock(owner, call.seconds);
    } else if (command.crash) {
      await crashCall(url, sql, call);
      world.learn(call, null);
    } else {
      const answer = await runCall(sql, call);
      world.learn(call, answer);
      logAnswer(log, world, call, answer);
    }
    await lookAtTasks(
      sql,
      log,
      world.tasks.slice(-8).map(({ taskId }) => taskId),
    );
  }
}
