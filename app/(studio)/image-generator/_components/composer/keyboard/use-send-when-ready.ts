'use client';

import { useEffect, useEffectEvent, useState } from 'react';
import type { Block } from '@/app/(studio)/image-generator/_components/composer/prompt-field';

interface SendWhenReady {
  /** Sends, now or when the references that are on their way have arrived. */
  submit: () => void;
  /** Something was sent that still waits for its references. */
  waiting: boolean;
}

/** Sending never comes too early: while references are uploading it waits for them, and what stops them stops it. */
export function useSendWhenReady(block: Block | null, send: () => void): SendWhenReady {
  const [asked, setAsked] = useState(false);
  const why = block?.why;
  const settle = useEffectEvent(() => {
    setAsked(false);
    if (!block) send();
  });

  useEffect(() => {
    if (asked && why !== 'uploading') settle();
  }, [asked, why]);

  function submit() {
    if (why === 'uploading') setAsked(true);
    else if (!block) send();
  }

  return { submit, waiting: asked && why === 'uploading' };
}
