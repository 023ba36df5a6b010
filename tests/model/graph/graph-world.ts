import { randomUUID } from 'node:crypto';
import { KINDS, type NewGroup, toGroup } from './graph';
import type { GraphCall, GraphCommand, Lease } from './graph-command';
import type { GraphDatabase } from './graph-database';

export const GRANTED = 10_000;

const latest = <T>(list: T[], pick: number): T | undefined => list[list.length - 1 - (pick % list.length)];

/** The accounts, and what those know who give the commands: the groups that were opened and the leases that were given. */
export class GraphWorld {
  readonly userId = randomUUID();
  readonly strangerId = randomUUID();
  /** Of tasks, by their ids. */
  readonly labels = new Map<string, string>();
  readonly leases: Lease[] = [];
  readonly #groups: NewGroup[] = [];

  /** Empties the database but for its kinds, and opens two accounts. */
  static async open(database: GraphDatabase): Promise<GraphWorld> {
    const world = new GraphWorld();
    await database.run([
      'truncate auth.users, public.profiles, private.object_purges, private.fenced_writes cascade',
      'update private.installation set swept_at = null',
      ...Object.entries(KINDS).map(
        ([kind, { lane, places, priority, quiet }]) =>
          `insert into public.task_kinds (kind, lane, places, priority, quiet)
           values ('${kind}', '${lane}', ${places}, ${priority}, ${quiet}) on conflict (kind) do nothing`,
      ),
      `update private.installation set signup_credits = ${GRANTED}`,
      ...[world.userId, world.strangerId].map(
        (id) => `insert into auth.users (id, email) values ('${id}', '${id}@example.com')`,
      ),
    ]);
    return world;
  }

  /** Gives a command what it works on; null while there is nothing of the kind. */
  resolve(command: GraphCommand): GraphCall | null {
    switch (command.do) {
      case 'open': {
        // a0, a1, … and b0, b1, …
        const group = toGroup(command.graph, (this.#groups.length + 10).toString(36));
        this.#groups.push(group);
        for (const { id, label } of group.tasks) this.labels.set(id, label);
        return { name: 'open', group };
      }
      case 'claim':
        return { name: 'claim', places: command.places, knows: command.knows };
      case 'cancel': {
        const id = latest(
          this.#groups.flatMap(({ tasks }) => tasks),
          command.pick,
        )?.id;
        return id === undefined ? null : { name: 'cancel', id, stranger: command.stranger };
      }
      case 'cancel group': {
        const id = latest(this.#groups, command.pick)?.id;
        return id === undefined ? null : { name: 'cancel group', id, stranger: command.stranger };
      }
      case 'sweep':
        return { name: 'sweep' };
      case 'step':
        return { name: 'step', seconds: command.seconds };
      case 'heartbeat': {
        const lease = latest(this.leases, command.pick);
        return lease ? { name: 'heartbeat', lease, progress: command.progress } : null;
      }
      case 'fail': {
        const lease = latest(this.leases, command.pick);
        const { retryable, afterSeconds } = command;
        return lease ? { name: 'fail', lease, retryable, afterSeconds } : null;
      }
      default: {
        const lease = latest(this.leases, command.pick);
        return lease ? { name: command.do, lease } : null;
      }
    }
  }
}
