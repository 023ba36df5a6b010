'use client';

import { ArrowUp } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';

interface Props {
  /** What is in the feed, newest first. */
  keys: readonly string[];
  /** The newest of what was there when the page was opened. */
  since: string | undefined;
}

/** From the window's top: what is there stands behind the composer. */
const COVERED = '-160px 0px 0px 0px';

/** Says how much has come above what one looks at, and leads there. */
export function NewAbove({ keys, since }: Props) {
  const t = useTranslations('feed');
  const top = useRef<HTMLSpanElement>(null);
  const away = useAway(top);
  const [newest] = keys;
  const [seen, setSeen] = useState(since);
  if (away === false && seen !== newest) setSeen(newest);
  const count = away && seen !== undefined ? Math.max(0, keys.indexOf(seen)) : 0;

  function lead() {
    const card = top.current?.parentElement?.querySelector<HTMLElement>('[id^="card-"]');
    card?.focus({ preventScroll: true });
    window.scrollTo({ top: 0, behavior: 'smooth' });
  }

  return (
    <>
      <span ref={top} aria-hidden className="absolute top-0 size-px" />
      {count > 0 ? (
        <Button
          size="lg"
          onClick={lead}
          className="fixed bottom-4 left-1/2 z-20 -translate-x-1/2 animate-rise rounded-full! shadow-lift"
        >
          {t('newAbove', { count })}
          <ArrowUp aria-hidden />
        </Button>
      ) : null}
    </>
  );
}

/** Whether an element is out of sight; undefined until the browser has told. */
function useAway(target: RefObject<HTMLElement | null>): boolean | undefined {
  const [away, setAway] = useState<boolean>();
  useEffect(() => {
    const element = target.current;
    if (!element) return;
    const told: IntersectionObserverCallback = (entries) => setAway(entries.at(-1)?.isIntersecting === false);
    const observer = new IntersectionObserver(told, { rootMargin: COVERED });
    observer.observe(element);
    return () => observer.disconnect();
  }, [target]);
  return away;
}
