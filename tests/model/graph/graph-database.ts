import { createPgliteConnection } from '@supabase/lite/pglite';
import postgres from 'postgres';
import { MIGRATIONS, readSql, SUPABASE } from '@/tests/schema/bare-database';

export type Parameter = string | number | boolean;

/** What the model needs of a database, PostgreSQL or PGlite. */
export interface GraphDatabase {
  /** The column `answer` of the first row; parameters are text, numbers and booleans, cast in the statement. */
  ask(text: string, parameters?: Parameter[]): Promise<unknown>;
  /** Statements without an answer, in one transaction. */
  run(statements: string[]): Promise<void>;
  close(): Promise<void>;
}

/** Sent as one message, they are one transaction, over after an error. */
const together = (statements: string[]) => statements.join(';\n');

/** One connection to a PostgreSQL that has all migrations. */
export function onPostgres(url: string): GraphDatabase & { sql: postgres.Sql } {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  return {
    sql,
    ask: async (text, parameters = []) => (await sql.unsafe(text, parameters))[0]?.answer,
    run: async (statements) => {
      await sql.unsafe(together(statements));
    },
    close: () => sql.end(),
  };
}

/** A PGlite of its own in memory, with all migrations. */
export async function onPglite(): Promise<GraphDatabase> {
  const connection = await createPgliteConnection({});
  const { driver } = connection;
  await driver.exec(SUPABASE);
  for (const { text } of readSql(MIGRATIONS)) await driver.exec(text);
  return {
    ask: async (text, parameters = []) => {
      const { rows } = await driver.query<{ answer: unknown }>(text, parameters);
      return rows[0]?.answer;
    },
    run: async (statements) => {
      await driver.exec(together(statements));
    },
    close: () => connection.close(),
  };
}
