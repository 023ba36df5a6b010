'use client';

import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { cn, inputClass } from '@/components/ui/class-names';
import { MAX_TITLE } from '@/lib/limits';
import { readLine } from '@/lib/schema/text';
import type { ListedTopic } from './use-current-topic';
import { useRenameTopic } from './use-rename-topic';

interface Props {
  topic: ListedTopic;
  onLeave: () => void;
}

/** A topic's title while it is typed: Enter saves, Escape leaves it as it was. */
export function TopicTitleField({ topic, onLeave }: Props) {
  const t = useTranslations('topics');
  const rename = useRenameTopic();
  const title = topic.title ?? '';
  const [typed, setTyped] = useState(title);
  const [refused, setRefused] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const faultId = useId();
  const read = readLine(typed, MAX_TITLE);

  /** Whether somebody has done anything since it is there. */
  const touched = useRef(false);

  useEffect(() => {
    input.current?.focus();
    input.current?.select();
    const touch = () => {
      touched.current = true;
    };
    document.addEventListener('pointerdown', touch, true);
    return () => document.removeEventListener('pointerdown', touch, true);
  }, []);

  function blur() {
    // The menu that led here has given the focus back only now.
    if (!touched.current) return void requestAnimationFrame(() => input.current?.focus());
    if (read === undefined) onLeave();
    else save();
  }

  function save() {
    if (read === undefined) return setRefused(true);
    onLeave();
    if (read !== title) void rename(topic, read);
  }

  function act(event: KeyboardEvent) {
    touched.current = true;
    if (event.key === 'Escape') {
      // Of a dialog around it, only the field is left.
      event.stopPropagation();
      onLeave();
    }
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) save();
  }

  const faulty = refused && read === undefined;
  return (
    <div className="flex min-w-0 flex-1 flex-col gap-1 py-0.5 pr-0.5">
      <input
        ref={input}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={act}
        onBlur={blur}
        aria-label={t('titleField')}
        aria-invalid={faulty || undefined}
        aria-describedby={faulty ? faultId : undefined}
        className={cn(inputClass, 'h-8.5 px-2! pointer-coarse:h-11')}
      />
      {faulty ? (
        <p id={faultId} role="alert" className="px-2 text-[0.8125rem] text-danger">
          {t('titleInvalid')}
        </p>
      ) : null}
    </div>
  );
}
