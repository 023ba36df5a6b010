import { useState } from 'react';

/**
 * The landmark that a popup's trigger stands in, to portal the popup there: at the end of <body> its text would be
 * outside every landmark, where people who move by landmarks don't find it.
 */
export function useLandmark() {
  const [container, setContainer] = useState<HTMLElement>();
  const follow = (open: boolean, { trigger }: { trigger: Element | undefined }) => {
    if (open) setContainer(trigger?.closest<HTMLElement>('header, main, [role="dialog"]') ?? undefined);
  };
  return { container, follow };
}
