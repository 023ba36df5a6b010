import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type GraphCommand, graphCommands } from '@/tests/model/graph/graph-command';
import { type GraphDatabase, onPostgres } from '@/tests/model/graph/graph-database';
import { mistakes } from '@/tests/model/graph/mistakes';
import { namedGraphs } from '@/tests/model/graph/named-graphs';
import { playGraphs } from '@/tests/model/graph/play-graph';
import { copyDatabase } from '@/tests/support/copy-database';

const SEARCH = {
  examples: namedGraphs.map(([, commands]): [GraphCommand[]] => [commands]),
  numRuns: 60,
  seed: 12,
  endOnFailure: true,
};

let sound: GraphDatabase;
beforeAll(async () => {
  sound = onPostgres(await copyDatabase());
});
afterAll(() => sound.close());

test.each(mistakes)('the model finds it: %s', async (_, make) => {
  const database = onPostgres(await copyDatabase());
  try {
    await make(database.sql);
    const { counterexample } = await fc.check(
      fc.asyncProperty(graphCommands(40), (commands) => playGraphs(database, commands)),
      SEARCH,
    );
    expect(counterexample).not.toBeNull();
    // It is the mistake that was found: without it the same course of events is as the model says.
    for (const commands of counterexample ?? []) await playGraphs(sound, commands);
  } finally {
    await database.close();
  }
});
