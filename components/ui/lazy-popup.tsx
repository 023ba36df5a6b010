'use client';

import {
  type ComponentProps,
  type ComponentType,
  cloneElement,
  createContext,
  type KeyboardEvent,
  type ReactElement,
  type SyntheticEvent,
  use,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useState,
  useSyncExternalStore,
} from 'react';
import { reportLostPart } from '@/components/notices/page-notices';
import { Listeners } from '@/lib/listeners';
import { useLazy } from './use-lazy';

/** What a button opens: `search` is a list that is found by typing into a field above it. */
type PopupKind = 'menu' | 'dialog' | 'listbox' | 'search';

interface Props<P extends object> {
  /** A button; it says what it opens to screen readers, and is there from the first paint. */
  trigger: ReactElement<ComponentProps<'button'>>;
  kind: PopupKind;
  /** Loads a Menu, Popover or list that has a ForwardedTrigger. */
  load: () => Promise<ComponentType<P>>;
  /** The popup's own props. */
  popup: P;
}

/**
 * A popup whose code is loaded when somebody points at its button or moves the focus there, which is before they press; a press
 * that is quicker opens it once it is loaded, and one that waited for nothing is told. The button stays the same element all the
 * time, with its focus. Base UI imported directly would be 74 kB (gzip) more of the generator page's first 199.
 */
export function LazyPopup<P extends object>({ trigger, kind, load, popup }: Props<P>) {
  const [shared] = useState(() => new SharedButton());
  const [Popup, request] = useLazy(load);

  async function prepare() {
    if ((await request()) || !shared.get().pressed) return;
    shared.setPressed(false);
    reportLostPart(load, () => {
      shared.setPressed(true);
      void prepare();
    });
  }

  return (
    <>
      <TriggerButton shared={shared} trigger={trigger} kind={kind} onIntent={() => void prepare()} />
      {Popup ? (
        <SharedButtonContext value={shared}>
          <Popup {...popup} />
        </SharedButtonContext>
      ) : null}
    </>
  );
}

type TriggerProps = Omit<ComponentProps<'button'>, 'ref' | 'children' | 'className' | 'style'>;

interface ButtonState {
  /** What the popup's own trigger would have, once there is a popup. */
  props: TriggerProps | null;
  /** It was pressed before the popup was loaded. */
  pressed: boolean;
}

/** The button, which the page has first and the popup's trigger takes over. A store, so that new props render the button alone. */
class SharedButton {
  private state: ButtonState = { props: null, pressed: false };
  private readonly listeners = new Listeners();
  readonly subscribe = this.listeners.subscribe;
  element: HTMLButtonElement | null = null;

  readonly get = (): ButtonState => this.state;

  setProps(props: TriggerProps): void {
    this.set({ ...this.state, props });
  }

  setPressed(pressed: boolean): void {
    if (pressed !== this.state.pressed) this.set({ ...this.state, pressed });
  }

  /** The press that came too early, once more: not within the event of the first, where browsers drop it. */
  pressAgain(): void {
    this.setPressed(false);
    setTimeout(() => this.element?.click());
  }

  private set(state: ButtonState): void {
    this.state = state;
    this.listeners.notify();
  }
}

const SharedButtonContext = createContext<SharedButton | null>(null);

/** The popup's trigger: renders nothing, and forwards everything that a trigger is given to the button that is there already. */
export function ForwardedTrigger({ ref, children, className, style, ...props }: ComponentProps<'button'>) {
  const shared = use(SharedButtonContext);
  if (!shared) throw new Error('A popup without a trigger belongs into a LazyPopup.');
  useImperativeHandle<HTMLButtonElement | null, HTMLButtonElement | null>(ref, () => shared.element, [
    shared,
  ]);
  // Handlers are new at each render.
  useLayoutEffect(() => shared.setProps(props));
  return null;
}

interface TriggerButtonProps extends Pick<Props<object>, 'trigger' | 'kind'> {
  shared: SharedButton;
  /** Somebody may be about to press it. */
  onIntent: () => void;
}

/** Busy while somebody waits for the popup. */
function TriggerButton({ shared, trigger, kind, onIntent }: TriggerButtonProps) {
  const { props, pressed } = useSyncExternalStore(shared.subscribe, shared.get, shared.get);
  useEffect(() => {
    if (props && pressed) shared.pressAgain();
  }, [shared, props, pressed]);

  function prepare({ currentTarget }: SyntheticEvent<HTMLButtonElement>) {
    shared.element = currentTarget;
    onIntent();
  }

  function press(event: SyntheticEvent<HTMLButtonElement>) {
    shared.setPressed(true);
    prepare(event);
  }

  /** Arrows open menus and lists. */
  function pressByKey(event: KeyboardEvent<HTMLButtonElement>) {
    if (kind === 'dialog' || !['ArrowDown', 'ArrowUp'].includes(event.key)) return;
    event.preventDefault();
    press(event);
  }

  return cloneElement(
    trigger,
    props ?? {
      'aria-haspopup': kind === 'search' ? 'dialog' : kind,
      'aria-expanded': false,
      'aria-busy': pressed || undefined,
      ...((kind === 'listbox' || kind === 'search') && { role: 'combobox' }),
      onPointerEnter: prepare,
      onFocus: prepare,
      onClick: press,
      onKeyDown: pressByKey,
    },
  );
}

/**
 * The landmark that a popup's trigger stands in, to portal the popup there: at the end of <body> its text would be
 * outside every landmark, where people who move by landmarks don't find it.
 */
export function useLandmark() {
  const [container, setContainer] = useState<HTMLElement>();
  const follow = (open: boolean, { trigger }: { trigger: Element | undefined }) => {
    if (open) setContainer(trigger?.closest<HTMLElement>('header, main, [role="dialog"]') ?? undefined);
  };
  return { container, follow };
}
