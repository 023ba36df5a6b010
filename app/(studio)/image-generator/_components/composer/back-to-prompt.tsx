'use client';

import { PenLine } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type RefObject, useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';

interface Props {
  promptRef: RefObject<HTMLTextAreaElement | null>;
}

/** On small screens the composer scrolls away, because it would take half of them; this leads back to it. */
export function BackToPrompt({ promptRef }: Props) {
  const t = useTranslations('composer');
  const [away, setAway] = useState(false);

  useEffect(() => {
    const element = promptRef.current;
    if (!element) return;
    const observer = new IntersectionObserver((entries) => setAway(entries.at(-1)?.isIntersecting === false));
    observer.observe(element);
    return () => observer.disconnect();
  }, [promptRef]);

  if (!away) return null;
  return (
    <Button
      variant="primary"
      size="lg"
      className="fixed right-3 bottom-4 z-20 animate-rise rounded-full! shadow-lift lg:hidden"
      onClick={() => {
        window.scrollTo({ top: 0, behavior: 'smooth' });
        promptRef.current?.focus({ preventScroll: true });
      }}
    >
      <PenLine aria-hidden />
      {t('backToPrompt')}
    </Button>
  );
}
