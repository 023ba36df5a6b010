'use client';

import { useTranslations } from 'next-intl';
import { useTheme } from 'next-themes';
import { type CSSProperties, useEffect } from 'react';
import { Toaster as Sonner, type ToasterProps, toast } from 'sonner';
import { toastQueue } from './toast';

const TOKENS = {
  '--normal-bg': 'var(--surface)',
  '--normal-border': 'var(--hairline-strong)',
  '--normal-text': 'var(--foreground)',
  '--border-radius': '0.75rem',
  '--width': '22rem',
  // Sonner sets a font of its own on the list.
  fontFamily: 'var(--font-geist-sans), ui-sans-serif, system-ui, sans-serif',
} as CSSProperties;

/** The place itself. */
export function Toasts() {
  const t = useTranslations('app');
  const { theme } = useTheme();
  useEffect(() => toastQueue.open(toast), []);
  return (
    <Sonner
      theme={(theme ?? 'system') as NonNullable<ToasterProps['theme']>}
      position="bottom-right"
      // Beside what is open: the lightbox has its controls there.
      offset={{ bottom: 24, right: 'calc(24px + var(--beside, 0px))' }}
      mobileOffset={{ bottom: 'calc(16px + var(--above, 0px))' }}
      containerAriaLabel={t('notifications')}
      style={TOKENS}
      gap={10}
      toastOptions={{
        style: { fontFamily: 'inherit', boxShadow: 'var(--lift)' },
        classNames: {
          description: 'text-muted!',
          actionButton: 'bg-raised! text-foreground! h-8! px-3! rounded-lg! pointer-coarse:h-11!',
        },
      }}
    />
  );
}
