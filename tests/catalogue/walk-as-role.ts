import postgres from 'postgres';
import { OF_NOBODY, READERS, readCatalogue } from './read-catalogue';

/** The role of a request and who it is, as PostgREST tells the database. */
export interface Visitor {
  role: 'anon' | 'authenticated';
  userId: string | null;
}

/** A right is missing; or a thing that nobody can do, whatever their rights. */
const REFUSALS = ['42501', '55000', '42809', '0A000'];

/**
 * Does as this visitor, in a transaction that is undone, everything that could be done to everything in the catalogue:
 * reads and writes each column, adds, deletes, empties, moves sequences, calls functions. Returns what was not refused,
 * but for rows that name the visitor.
 */
export async function walkAsRole(database: postgres.Sql, { role, userId }: Visitor): Promise<string[]> {
  const { relations, routines } = await readCatalogue(database);
  const findings: string[] = [];
  const claims = JSON.stringify({ role, ...(userId && { sub: userId }) });

  await database
    .begin(async (transaction) => {
      await transaction`select set_config('request.jwt.claims', ${claims}, true),
        set_config('request.jwt.claim.sub', ${userId ?? ''}, true)`;
      await transaction.unsafe(`set local role ${role}`);
      const run = async (statement: string): Promise<postgres.RowList<postgres.Row[]> | null> => {
        try {
          return await transaction.savepoint((inner) => inner.unsafe(statement));
        } catch (error) {
          if (!(error instanceof postgres.PostgresError) || !REFUSALS.includes(error.code))
            findings.push(`${role}: ${statement}: ${String(error)}`);
          return null;
        }
      };
      const refused = async (statement: string) => {
        if (await run(statement)) findings.push(`${role}: ${statement}`);
      };
      for (const { schema, name, sequence, columns } of relations) {
        const relation = `"${schema}"."${name}"`;
        if (sequence) {
          await refused(`select nextval('${relation}')`);
          await refused(`select setval('${relation}', 1)`);
          await refused(`select last_value from ${relation}`);
          continue;
        }
        for (const column of columns) {
          await refused(`update ${relation} set "${column}" = default`);
          const foreign = (
            await run(`select "${column}", to_jsonb(t)::text as row from ${relation} t`)
          )?.find(({ row }) => !userId || !String(row).includes(userId));
          const shared = role === 'authenticated' && OF_NOBODY.includes(`${schema}.${name}`);
          if (foreign && !shared)
            findings.push(`${role}: select "${column}" from ${relation} t: ${foreign.row}`);
        }
        await refused(`insert into ${relation} default values`);
        await refused(`delete from ${relation}`);
        await refused(`truncate ${relation}`);
      }
      for (const { schema, name, parameters } of routines) {
        const nothing = parameters.map(({ type }) => `null::${type}`).join(', ');
        const call = `select "${schema}"."${name}"(${nothing})`;
        if (role === 'authenticated' && READERS.includes(`${schema}.${name}`)) await run(call);
        else await refused(call);
      }
      throw new Undone();
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undone)) throw error;
    });
  return findings;
}

class Undone extends Error {}
