/** An invariant's result: how often it was tested, and what broke it. */
export interface CheckResult {
  name: string;
  checked: number;
  violations: string[];
}

const KEPT_VIOLATIONS = 20;

/** Collects the tests of one invariant. */
export class Check {
  readonly name: string;
  #checked = 0;
  #broken = 0;
  readonly #violations: string[] = [];

  constructor(name: string) {
    this.name = name;
  }

  /** Counts one test; `explain` says what is wrong when it does not hold. */
  that(holds: boolean, explain: () => string): void {
    this.#checked += 1;
    if (holds) return;
    this.#broken += 1;
    if (this.#broken <= KEPT_VIOLATIONS) this.#violations.push(explain());
  }

  get result(): CheckResult {
    const more = this.#broken - this.#violations.length;
    const violations = more > 0 ? [...this.#violations, `and ${more} more`] : this.#violations;
    return { name: this.name, checked: this.#checked, violations };
  }
}
