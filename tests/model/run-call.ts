import postgres from 'postgres';
import type { Answer, DatabaseCall } from './call';
import { performCall } from './perform-call';

/** Makes a call; a refusal that the contract knows is an answer too. */
export async function runCall(sql: postgres.ISql, call: DatabaseCall): Promise<Answer> {
  try {
    return await performCall(sql, call);
  } catch (error) {
    if (error instanceof postgres.PostgresError && error.code.startsWith('PT')) return { error: error.code };
    throw error;
  }
}
