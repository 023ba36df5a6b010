import type { TestProject } from 'vitest/node';
import { startTestSupabase } from './embedded';
import { keepTemplate } from './keep-template';

/** A Supabase on a real PostgreSQL for all files of the project: races need more than PGlite's one connection. */
export default async function setup(project: TestProject) {
  const { stop, ...connection } = await startTestSupabase({ driver: 'postgres' });
  if (connection.databaseUrl) await keepTemplate(connection.databaseUrl);
  project.provide('supabase', connection);
  return stop;
}
