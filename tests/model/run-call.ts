import postgres from 'postgres';
import type { Answer, DatabaseCall } from './call';
import { performCall } from './perform-call';

/** Makes a call; a refusal that the contract knows is an answer too. */
export async function runCall(sql: postgres.ISql, call: DatabaseCall): Promise<Answer> {
  try {
    return await performCall(sql, call);
  } catch (error) {
    if (!(error instanceof postgres.PostgresError)) throw error;
    if (error.code.startsWith('PT')) return { error: error.code };
    // The same ids from two accounts at the same moment.
    if (error.code === '23505' && (call.name === 'create' || call.name === 'retry'))
      return { error: 'PT409' };
    throw error;
  }
}
