'use client';

import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { cn } from '@/components/ui/cn';
import { inputClass } from '@/components/ui/input-class';
import { renameTopicSchema } from '@/lib/topics/schema';

interface Props {
  title: string;
  onSave: (title: string) => void;
  onLeave: () => void;
}

/** A topic's title while it is typed: Enter saves, Escape leaves it as it was. */
export function TopicTitleField({ title, onSave, onLeave }: Props) {
  const t = useTranslations('topics');
  const [typed, setTyped] = useState(title);
  const [refused, setRefused] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const faultId = useId();
  const parsed = renameTopicSchema.safeParse({ title: typed });

  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);

  function save() {
    if (!parsed.success) setRefused(true);
    else if (parsed.data.title === title) onLeave();
    else onSave(parsed.data.title);
  }

  function act(event: KeyboardEvent) {
    if (event.key === 'Escape') {
      // Of a dialog around it, only the field is left.
      event.stopPropagation();
      onLeave();
    }
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) save();
  }

  const faulty = refused && !parsed.success;
  return (
    <div className="flex min-w-0 flex-1 flex-col gap-1 py-0.5 pr-0.5">
      <input
        ref={input}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={act}
        onBlur={() => (parsed.success ? save() : onLeave())}
        aria-label={t('titleField')}
        aria-invalid={faulty || undefined}
        aria-describedby={faulty ? faultId : undefined}
        className={cn(inputClass, 'h-8.5 px-2 pointer-coarse:h-11')}
      />
      {faulty ? (
        <p id={faultId} role="alert" className="px-2 text-[0.8125rem] text-danger">
          {t('titleInvalid')}
        </p>
      ) : null}
    </div>
  );
}
