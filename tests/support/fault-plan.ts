import type { DecideFault, FaultHit, FaultPoint, FaultVerdict } from './fault-point';

interface FaultRule {
  point: FaultPoint;
  matches: (hit: FaultHit) => boolean;
  act: (hit: FaultHit) => FaultVerdict | Promise<FaultVerdict>;
}

/** Faults that strike once each, at the point and for the task that a test names. */
export class FaultPlan {
  readonly #rules = new Set<FaultRule>();

  /** For every proxy and for the fake provider that the plan concerns. One request can name the tasks of several rules. */
  readonly decide: DecideFault = async (hit) => {
    const struck = [...this.#rules].filter(({ point, matches }) => point === hit.point && matches(hit));
    for (const rule of struck) this.#rules.delete(rule);
    const verdicts = await Promise.all(struck.map(({ act }) => act(hit)));
    return verdicts.includes('drop') ? 'drop' : 'pass';
  };

  /** Strikes the first time that the point is reached, by this task if one is given; resolves when it does. */
  once(
    point: FaultPoint,
    wanted: string | ((hit: FaultHit) => boolean),
    act: FaultRule['act'],
  ): Promise<FaultHit> {
    const matches = typeof wanted === 'string' ? (hit: FaultHit) => hit.taskIds.includes(wanted) : wanted;
    return new Promise((resolve) => {
      this.#rules.add({
        point,
        matches,
        act: (hit) => {
          resolve(hit);
          return act(hit);
        },
      });
    });
  }
}
