'use client';

import { Bell } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { useHydrated } from '@/components/ui/paint';

/** Offers the browser's own notifications while something is being made, until the person has decided. */
export function NotifyButton() {
  const t = useTranslations('feed');
  const hydrated = useHydrated();
  const [decided, setDecided] = useState(false);
  // Over plain HTTP from another machine browsers refuse without asking.
  if (!hydrated || decided || !window.isSecureContext) return null;
  if (!('Notification' in window) || Notification.permission !== 'default') return null;
  return (
    <button
      type="button"
      onClick={() => void Notification.requestPermission().then(() => setDecided(true))}
      className="inline-flex items-center gap-1.5 text-muted transition-colors duration-150 hover:text-foreground pointer-coarse:min-h-11"
    >
      <Bell aria-hidden className="size-3.5" />
      {t('notify')}
    </button>
  );
}
