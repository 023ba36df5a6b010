'use client';

import { useTranslations } from 'next-intl';
import { ReferenceThumb } from '@/components/pictures/reference-thumb';
import { cn } from '@/components/ui/class-names';

const SHOWN = 3;

/** What a picture was made after, small in its corner; a narrow card has room for one. */
export function CardReferences({ ids }: { ids: readonly string[] }) {
  const t = useTranslations('card');
  const rest = (shown: number) => (ids.length > shown ? `+${ids.length - shown}` : null);
  return (
    <div
      role="img"
      aria-label={t('references', { count: ids.length })}
      className="pointer-events-none absolute top-2 left-2 flex items-center gap-1"
    >
      {ids.slice(0, SHOWN).map((id, index) => (
        <ReferenceThumb
          key={id}
          id={id}
          alt=""
          className={cn(
            'size-6 rounded-md outline outline-negative-ink/40',
            index > 0 && '@max-[14rem]:hidden',
          )}
        />
      ))}
      {rest(SHOWN) ? <Rest className="px-1.5 leading-6 @max-[14rem]:hidden">{rest(SHOWN)}</Rest> : null}
      {rest(1) ? (
        <Rest className="absolute -right-2.5 -bottom-2 px-1 leading-4 @min-[14rem]:hidden">{rest(1)}</Rest>
      ) : null}
    </div>
  );
}

function Rest({ className, children }: { className: string; children: string | null }) {
  return (
    <span className={cn('numeric rounded-md bg-negative text-negative-ink text-xs', className)}>
      {children}
    </span>
  );
}
