'use client';

import { useState } from 'react';

interface Trail {
  /** Goes to a picture that the shown one comes from. */
  follow: (taskId: string) => void;
  /** The way back; undefined for a picture that was not come to like that. */
  back: (() => void) | undefined;
}

/** From a picture to what it was made from, and back. */
export function useTrail(taskId: string, show: (taskId: string) => void): Trail {
  const [steps, setSteps] = useState<readonly { from: string; to: string }[]>([]);
  const last = steps.at(-1);
  return {
    follow(to) {
      setSteps([
        ...steps.slice(0, steps.findLastIndex((step) => step.to === taskId) + 1),
        { from: taskId, to },
      ]);
      show(to);
    },
    back:
      last?.to === taskId
        ? () => {
            setSteps(steps.slice(0, -1));
            show(last.from);
          }
        : undefined,
  };
}
