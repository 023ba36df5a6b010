import type { TestProject } from 'vitest/node';
import { startTestSupabase } from './embedded';

/** One embedded Supabase for all files of the project; each test makes accounts of its own. */
export default async function setup(project: TestProject) {
  const { stop, ...connection } = await startTestSupabase({ driver: 'pglite' });
  project.provide('supabase', connection);
  return stop;
}
