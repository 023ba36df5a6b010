'use client';

import { useEffect, useEffectEvent, useState } from 'react';
import { useOnDemand } from './use-on-demand';
import { watchTooltips } from './watch-tooltips';

const loadTooltip = () => import('./tooltip').then((module) => module.Tooltip);

/** Shows the accessible name of whatever has `data-tooltip` (its side) while somebody points at it or has come to it by keyboard. */
export function Tooltips() {
  const [Tooltip, bring] = useOnDemand(loadTooltip);
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const load = useEffectEvent(() => void bring());
  useEffect(() => watchTooltips({ onIntent: () => load(), onChange: setAnchor }), []);
  return Tooltip ? <Tooltip anchor={anchor} onClose={() => setAnchor(null)} /> : null;
}
