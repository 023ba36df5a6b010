import { expect } from 'vitest';
import { kinds } from './graph';
import { ALL_PLACES, type GraphCall, type GraphCommand, type Lease } from './graph-command';
import type { GraphDatabase } from './graph-database';
import { GraphModel } from './graph-model';
import { GRANTED, GraphWorld } from './graph-world';
import { performGraphCall } from './perform-graph-call';
import { type GraphState, readGraphState } from './read-graph-state';

/** Longer than the clock was ever wrong, and than every retry and lease. */
const LONG_SECONDS = 36_000;
const ROUNDS = 50;

/** A database and the model of it, which must say the same after every call. */
class GraphPlay {
  readonly #database: GraphDatabase;
  readonly #world: GraphWorld;
  readonly #model = new GraphModel(GRANTED);
  readonly #seen = new Map<string, { seen: string; version: number }>();

  private constructor(database: GraphDatabase, world: GraphWorld) {
    this.#database = database;
    this.#world = world;
  }

  /** Begins with an empty database. */
  static async begin(database: GraphDatabase): Promise<GraphPlay> {
    return new GraphPlay(database, await GraphWorld.open(database));
  }

  async do(...commands: GraphCommand[]): Promise<void> {
    for (const command of commands) {
      const call = this.#world.resolve(command);
      if (call) await this.call(call);
    }
  }

  /** Makes a call, holds its answer and all rows against the model's, and returns the leases that it gave. */
  async call(call: GraphCall): Promise<Lease[]> {
    const { answer, leases } = await performGraphCall(this.#database, this.#world, call);
    const told = JSON.stringify(call);
    const chosen = leases.map(({ label }) => label);
    expect(answer, told).toEqual(this.#model.expect(call, chosen));
    this.#model.learn(leases);
    this.#world.leases.push(...leases);
    const { userId, labels } = this.#world;
    const { state, versions } = await readGraphState(this.#database, userId, labels);
    expect(state, told).toEqual(this.#model.state());
    this.#expectVersions(state, versions, told);
    return leases;
  }

  /** A task's version never falls, and rises with whatever a person could see of it. */
  #expectVersions({ tasks }: GraphState, versions: Record<string, number>, told: string): void {
    for (const [label, { status, waitsFor, attempts, errorCode, progress }] of Object.entries(tasks)) {
      const seen = JSON.stringify([status, waitsFor, attempts, errorCode, progress]);
      const version = versions[label] ?? 0;
      const before = this.#seen.get(label);
      if (before) {
        const least = before.version + (seen === before.seen ? 0 : 1);
        expect(version, `version of ${label} after ${told}`).toBeGreaterThanOrEqual(least);
      }
      this.#seen.set(label, { seen, version });
    }
  }

  #isOver(): boolean {
    return Object.values(this.#model.state().groups).every(({ finished }) => finished);
  }

  /** What is left has a good worker and all the time it needs: then every group is over. */
  async settle(): Promise<void> {
    for (let round = 0; round < ROUNDS && !this.#isOver(); round++) {
      await this.call({ name: 'step', seconds: LONG_SECONDS });
      await this.call({ name: 'sweep' });
      const leases = await this.call({ name: 'claim', places: ALL_PLACES, knows: kinds });
      for (const lease of leases) await this.call({ name: 'complete', lease });
    }
    expect(this.#isOver()).toBe(true);
  }
}

/** All of it, from an empty database to the end of every group. */
export async function playGraphs(database: GraphDatabase, commands: readonly GraphCommand[]): Promise<void> {
  const play = await GraphPlay.begin(database);
  await play.do(...commands);
  await play.settle();
}
