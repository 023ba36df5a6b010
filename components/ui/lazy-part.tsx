'use client';

import { type ComponentType, type ReactNode, useEffect, useEffectEvent } from 'react';
import { reportLostPart } from '@/components/notices/page-notices';
import { useLazy } from './use-lazy';

interface Props<P extends object> {
  load: () => Promise<ComponentType<P>>;
  /** The component's own props. */
  part: P;
  /** Until it is loaded. */
  fallback?: ReactNode;
  /** It could not be loaded: closes what it would have shown. */
  onLost?: () => void;
  /** Shows it after all, where `onLost` has closed it. */
  onAgain?: () => void;
}

/** What was loaded once is there in the frame in which it is shown again. */
const loaded = new WeakMap<() => Promise<unknown>, unknown>();

/** A part of the page that is loaded when it is shown. A failure is told, with a second try, and the page stays. */
export function LazyPart<P extends object>({ load, part, fallback = null, onLost, onAgain }: Props<P>) {
  const [Requested, request] = useLazy(load);
  const Loaded = Requested ?? (loaded.get(load) as ComponentType<P> | undefined);
  const show = useEffectEvent(async () => {
    if (await request()) return;
    onLost?.();
    reportLostPart(load, onAgain ?? (() => void show()));
  });

  useEffect(() => void show(), []);
  useEffect(() => {
    if (Requested) loaded.set(load, Requested);
  }, [load, Requested]);

  return Loaded ? <Loaded {...part} /> : fallback;
}
