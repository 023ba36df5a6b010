'use client';

import { Copy } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { copyText } from '@/components/ui/copy-text';
import { IconButton } from '@/components/ui/icon-button';
import { toast } from '@/components/ui/toast';

/** Copies a text, and says whether it did. */
export function CopyButton({ text }: { text: string }) {
  const t = useTranslations('apiDocs');
  async function copy() {
    try {
      await copyText(text);
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
