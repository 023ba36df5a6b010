import { beforeAll } from 'vitest';
import { sql } from './sql';

// What the files before have left open comes due at some time, and whoever claims or sweeps takes from everybody.
beforeAll(async () => {
  const database = sql();
  await database`delete from auth.users`;
  await database.end();
});
