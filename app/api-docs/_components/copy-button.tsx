'use client';

import { Copy } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { toast } from 'sonner';
import { IconButton } from '@/components/ui/icon-button';

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
