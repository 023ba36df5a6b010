import fc from 'fast-check';
import { afterAll, beforeAll, test } from 'vitest';
import { graphCommands } from './graph-command';
import type { GraphDatabase } from './graph-database';
import { namedGraphs } from './named-graphs';
import { playGraphs } from './play-graph';

/** More of them for a longer search: MODEL_TIMES=20. */
const times = Number(process.env.MODEL_TIMES ?? 1);

/** The tests of groups of tasks that wait for each other, on any database. */
export function testGraphs(open: () => Promise<GraphDatabase>, numRuns: number): void {
  let database: GraphDatabase;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.close());

  test.each(namedGraphs)('%s', async (_, commands) => {
    await playGraphs(database, commands);
  });

  test(
    'random graphs, whatever happens to them: every answer and every row is as the model says, and every group ends',
    async () => {
      await fc.assert(
        fc.asyncProperty(graphCommands(40), (commands) => playGraphs(database, commands)),
        { numRuns: numRuns * times, interruptAfterTimeLimit: 50_000 * times },
      );
    },
    60_000 * times,
  );
}
