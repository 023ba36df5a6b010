import type { ComponentProps } from 'react';

type TriggerProps = Omit<ComponentProps<'button'>, 'ref' | 'children' | 'className' | 'style'>;

interface State {
  /** What the popup's own trigger would have, once there is a popup. */
  props: TriggerProps | null;
  /** It was pressed before the popup had come. */
  wanted: boolean;
}

/**
 * A button that stands in the page before the popup that it opens has been loaded. When that comes it adopts the button: the
 * element stays, with its focus, and gets the behaviour of a trigger.
 */
export class Adoption {
  private state: State = { props: null, wanted: false };
  private readonly listeners = new Set<() => void>();
  button: HTMLButtonElement | null = null;

  readonly get = (): State => this.state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => {
      this.listeners.delete(listener);
    };
  };

  give(props: TriggerProps): void {
    this.set({ ...this.state, props });
  }

  want(wanted: boolean): void {
    if (wanted !== this.state.wanted) this.set({ ...this.state, wanted });
  }

  /** The press that came too early, once more: not within the event of the first, where browsers drop it. */
  pressAgain(): void {
    this.want(false);
    setTimeout(() => this.button?.click());
  }

  private set(state: State): void {
    this.state = state;
    for (const tell of this.listeners) tell();
  }
}
