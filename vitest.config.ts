import { defineConfig } from 'vitest/config';

const minutes = 60_000;

export default defineConfig({
  resolve: { tsconfigPaths: true },
  oxc: { jsx: { runtime: 'automatic' } },
  test: {
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{lib,components,app,i18n,messages,bench,tests/history}/**/*.test.ts', 'tests/*.test.ts'],
          testTimeout: minutes,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'components',
          include: ['{lib,components,app,i18n}/**/*.test.tsx'],
          environment: 'happy-dom',
          setupFiles: 'tests/support/component-tests.ts',
          testTimeout: minutes,
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'sql',
          include: ['tests/sql/**/*.test.ts'],
          globalSetup: 'tests/support/serve-pglite.ts',
          testTimeout: minutes,
          hookTimeout: minutes,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: 'races',
          // Each file has a database of its own.
          include: ['tests/races/*.test.ts'],
          globalSetup: 'tests/support/serve-postgres.ts',
          testTimeout: 3 * minutes,
          hookTimeout: 3 * minutes,
          sequence: { groupOrder: 2 },
        },
      },
      {
        extends: true,
        test: {
          name: 'shared',
          include: ['tests/races/shared/*.test.ts'],
          globalSetup: 'tests/support/serve-postgres.ts',
          // They share a database and the Supabase before it, and whoever claims takes from everybody's queue.
          fileParallelism: false,
          setupFiles: 'tests/support/empty-database.ts',
          testTimeout: 3 * minutes,
          hookTimeout: 3 * minutes,
          sequence: { groupOrder: 3 },
        },
      },
      {
        extends: true,
        test: {
          name: 'flow',
          include: ['tests/flow/**/*.test.ts'],
          globalSetup: 'tests/support/prepare-data.ts',
          // Each file starts an app of its own and mostly waits for it.
          maxWorkers: 2,
          testTimeout: 5 * minutes,
          hookTimeout: 5 * minutes,
          sequence: { groupOrder: 4 },
        },
      },
    ],
  },
});
