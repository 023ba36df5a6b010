'use client';

import { usePathname } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useId } from 'react';
import { PICTURE_KEYS } from '@/components/pictures/picture-keys';
import { Dialog } from '@/components/ui/dialog';
import { KeyList } from '@/components/ui/keyboard/key-list';

const GENERATOR = {
  prompt: [
    { keys: ['anyKey'], does: 'type' },
    { keys: ['Ctrl', 'Enter'], does: 'send' },
    { keys: ['ArrowUp', 'ArrowDown'], does: 'history' },
    { keys: ['Escape'], does: 'toCards' },
  ],
  cards: [
    { keys: ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'], does: 'walk' },
    { keys: ['[', ']'], does: 'versions' },
    { keys: ['F2'], does: 'inside' },
    { keys: [PICTURE_KEYS.open], does: 'open' },
    { keys: [PICTURE_KEYS.more], does: 'more' },
  ],
} as const;

/** What the keys of the table do, in the lightbox's words. */
const ON_PICTURES = [
  'favourite',
  'download',
  'reuse',
  'edit',
  'variations',
  'subtle',
  'compare',
  'delete',
] as const;

const GALLERY = [
  { keys: ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'], does: 'walk' },
  { keys: ['Enter'], does: 'open' },
  { keys: ['Space'], does: 'select' },
  { keys: ['Shift', 'ArrowRight'], does: 'extend' },
  { keys: ['Ctrl', 'A'], does: 'all' },
  { keys: ['Escape'], does: 'end' },
] as const;

const EVERYWHERE = [
  { keys: ['Ctrl', 'K'], does: 'palette' },
  { keys: ['Ctrl', 'Z'], does: 'undo' },
  { keys: ['?'], does: 'help' },
] as const;

/** The keys of the page that it is opened on. */
export function KeyHelp({ onClose }: { onClose: () => void }) {
  const t = useTranslations('keys');
  const inLightbox = useTranslations('lightbox.keys');
  const path = usePathname();
  type Named = (typeof GALLERY | typeof EVERYWHERE | (typeof GENERATOR)['prompt' | 'cards'])[number];
  const named = ({ keys, does }: Named) => ({
    keys: keys.map((key) => (key === 'anyKey' ? t('anyKey') : key)),
    does: t(does),
  });
  const onPictures = ON_PICTURES.map((name) => ({ keys: [PICTURE_KEYS[name]], does: inLightbox(name) }));
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t('title')}>
      <div className="mt-3 flex flex-col gap-5">
        {path.startsWith('/image-generator') ? (
          <>
            <Group title={t('prompt')} keys={GENERATOR.prompt.map(named)} />
            <Group title={t('cards')} keys={[...GENERATOR.cards.map(named), ...onPictures]} />
          </>
        ) : null}
        {path.startsWith('/gallery') ? <Group title={t('gallery')} keys={GALLERY.map(named)} /> : null}
        <Group title={t('everywhere')} keys={EVERYWHERE.map(named)} />
      </div>
    </Dialog>
  );
}

interface GroupProps {
  title: string;
  keys: { keys: string[]; does: string }[];
}

function Group({ title, keys }: GroupProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="flex flex-col gap-2">
      <h3 id={id} className="font-medium text-[0.8125rem]">
        {title}
      </h3>
      <KeyList keys={keys} />
    </section>
  );
}
