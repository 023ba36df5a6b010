/** Who wants to be called when something happens. Called in the order in which they subscribed. */
export class Listeners<Args extends readonly unknown[] = []> {
  private readonly all = new Set<(...args: Args) => void>();

  get size(): number {
    return this.all.size;
  }

  /** Returns the function that unsubscribes. */
  readonly subscribe = (listener: (...args: Args) => void): (() => void) => {
    this.all.add(listener);
    return () => {
      this.all.delete(listener);
    };
  };

  readonly notify = (...args: Args): void => {
    for (const listener of this.all) listener(...args);
  };
}
