import type { DecideFault, FaultHit, FaultPoint, FaultVerdict } from './fault-point';

interface FaultRule {
  point: FaultPoint;
  matches: (hit: FaultHit) => boolean;
  act: (hit: FaultHit) => FaultVerdict | Promise<FaultVerdict>;
}

/** Faults that strike once each, at the point and for the task that a test names. */
export class FaultPlan {
  readonly #rules = new Set<FaultRule>();

  /** For every proxy and for the fake provider that the plan concerns. */
  readonly decide: DecideFault = (hit) => {
    for (const rule of this.#rules) {
      if (rule.point !== hit.point || !rule.matches(hit)) continue;
      this.#rules.delete(rule);
      return rule.act(hit);
    }
    return 'pass';
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
