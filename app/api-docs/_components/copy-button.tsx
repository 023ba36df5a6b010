'use client';

import { Copy } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { IconButton } from '@/components/ui/icon-button';
import { toast } from '@/components/ui/toast';

export function CopyButton({ text }: { text: string }) {
  const t = useTranslations('apiDocs');
  async function copy() {
    try {
      await navigator.clipboard.writeText(text);
      toast(t('copied'));
    } catch {
      toast.error(t('copyFailed'));
    }
  }
  return (
    <IconButton label={t('copy')} size="sm" onClick={copy}>
      <Copy aria-hidden />
    </IconButton>
  );
}
