import { setTimeout as wait } from 'node:timers/promises';
import postgres from 'postgres';
import { SeededRandom } from '@/lib/providers/demo/seeded-random';
import { Check, type CheckResult } from '@/tests/history/check';
import { checkHistory } from '@/tests/history/check-history';
import { ClientLog } from '@/tests/history/client-log';
import type { HistoryCounts } from '@/tests/history/count-events';
import { recordDatabase } from '@/tests/history/record-database';
import { moveClock } from '@/tests/model/move-clock';
import { ChaosApi } from './chaos-api';
import type { ChaosOptions } from './chaos-options';
import { checkKinds } from './check-kinds';
import { checkPurchases } from './check-purchases';
import { Customer, type Shop } from './customer';
import { endDatabaseFaults, startDatabaseFaults } from './database-faults';
import { GroupDesk } from './group-desk';
import { measureRecoveries, type Recovery } from './measure-recoveries';
import { type Incident, Saboteur } from './saboteur';
import { knows, startInstallation } from './start-installation';
import { Weather } from './weather';
import { Witness } from './witness';
import { writeLog } from './write-log';

export interface ChaosReport {
  options: ChaosOptions;
  seconds: number;
  checks: CheckResult[];
  counts: HistoryCounts;
  incidents: Incident[];
  recoveries: Recovery[];
  /** Calls of the API by their status, and those without an answer as `lost`. */
  statuses: Map<string, number>;
  /** Requests to Supabase that the network lost or held, by point. */
  struck: Map<string, number>;
  /** Transactions that a busy database gave up, by how. */
  databaseFaults: Map<string, number>;
  providerCalls: number;
}

const MAX_RUNNING = 4;
const CLOCK_STEPS_WITHIN_MS = 20_000;

/** How long a task may take once faults are over: its own bound, and that of those ahead of it in its user's queue. */
function calmMs(options: ChaosOptions): number {
  const { leaseSeconds, sweepSeconds, attemptTimeoutSeconds, retryDelaysSeconds } = options;
  const attempts = (retryDelaysSeconds.length + 1) * (attemptTimeoutSeconds + leaseSeconds + sweepSeconds);
  return 4 * 1000 * (attempts + retryDelaysSeconds.reduce((sum, delay) => sum + delay, 0));
}

/** Breaks everything that can break while users ask for pictures, then lets it be calm, and checks what came of it. */
export async function runChaos(options: ChaosOptions, tell: (line: string) => void): Promise<ChaosReport> {
  const startedAt = Date.now();
  const random = new SeededRandom(options.seed);
  const weather = new Weather(options, random.fork('weather'));
  const log = new ClientLog();
  const witness = new Witness(log);
  const installation = await startInstallation(options, (hit) => {
    witness.see(hit);
    return weather.decide(hit);
  });
  const { world, supabase, appUrl, processes } = installation;
  try {
    const recorder = await recordDatabase(supabase.databaseUrl);
    world.gemini.setBehaviour(() => weather.behave());
    /** On a connection of its own: one that is kept does not always notice that the database was killed. */
    const inDatabase = async <T>(work: (sql: postgres.Sql) => Promise<T>): Promise<T> => {
      const sql = postgres(supabase.databaseUrl, { max: 1, onnotice: () => undefined });
      return work(sql).finally(() => sql.end({ timeout: 1 }));
    };
    const shop: Shop = {
      log,
      tasks: options.tasks,
      left: options.tasks,
      grouped: 0,
      groupShare: options.groupShare,
      groups: new GroupDesk({ inDatabase, limits: options }),
      sketchMs: options.pictureMs,
      seeds: new Map(),
      repeated: new Check('the same ids get their first answer again'),
      expected: new Check('no answer but those that the contract names'),
      readable: new Check('every completed picture can be read and decoded'),
      told: new Check('a group that is over is told as it ended'),
      pauseMs: options.userPauseMs,
      createChance: options.createChance,
    };
    const statuses = new Map<string, number>();
    const customers = await Promise.all(
      Array.from({ length: options.users }, async (_, index) => {
        const own = random.fork(`user ${index}`);
        const { id, token } = await world.signUp();
        // The first has what everyone is given and comes to the end of it.
        if (index > 0) await world.admin.rpc('grant_credits', { p_user_id: id, p_amount: 20_000 });
        return new Customer(new ChaosApi(appUrl, token, own.fork('line'), statuses), id, shop, own);
      }),
    );

    const stepClock = async (seconds: number): Promise<void> => {
      const deadline = Date.now() + CLOCK_STEPS_WITHIN_MS;
      for (;;) {
        try {
          return await inDatabase((sql) => moveClock(sql, seconds));
        } catch (error) {
          // Whoever writes side by side may want the same rows in another order; or the database has just been killed.
          if (Date.now() > deadline) throw error;
          await wait(100);
        }
      }
    };
    await inDatabase((sql) => startDatabaseFaults(sql, options.databaseFaults));
    const over = new AbortController();
    const saboteur = new Saboteur({ processes, supabase, stepClock }, options, random.fork('saboteur'));
    const served = Promise.all(customers.map((customer) => customer.run(over.signal)));
    const sabotage = saboteur.run();
    const beat = async () => {
      for (let ticks = 1; shop.left > 0 && !over.signal.aborted; ticks++) {
        await wait(500);
        if (ticks % 40 === 0)
          tell(`${options.tasks - shop.left} tasks asked for, ${saboteur.incidents.length} acts of sabotage`);
      }
    };
    await Promise.race([beat(), served]);
    saboteur.stop();
    weather.clear();
    await sabotage;
    const databaseFaults = await inDatabase(endDatabaseFaults);
    const faultsEndedAt = Date.now();
    tell(
      `Everything was asked for after ${Math.round((faultsEndedAt - startedAt) / 1000)} s; faults are over`,
    );

    const late = setTimeout(() => over.abort(), calmMs(options));
    await served;
    clearTimeout(late);
    for (const customer of customers) await customer.readAll();

    const database = await recorder.events();
    await recorder.close();
    const { checks, counts } = checkHistory({
      database,
      client: log,
      limits: {
        maxRunning: MAX_RUNNING,
        attemptTimeoutSeconds: options.attemptTimeoutSeconds,
        sweepSeconds: options.sweepSeconds,
      },
      final: true,
      faultsEndedAt,
    });
    return {
      options,
      seconds: Math.round((Date.now() - startedAt) / 1000),
      checks: [
        ...checks,
        ...[shop.repeated, shop.expected, shop.readable, shop.told].map(({ result }) => result),
        checkPurchases(database, world.gemini.requests, shop.seeds),
        checkKinds(database, witness.processOf, knows),
      ],
      counts,
      incidents: saboteur.incidents,
      recoveries: measureRecoveries(database, saboteur.incidents, witness.processOf),
      statuses,
      struck: weather.struck,
      databaseFaults,
      providerCalls: world.gemini.requests.length,
    };
  } finally {
    if (options.log) writeLog(options.log, processes);
    await world.close();
  }
}
