'use client';

import { useContext } from 'react';
import { StudioContext } from './studio-context';

export function useStudio() {
  const studio = useContext(StudioContext);
  if (!studio) throw new Error('useStudio needs a StudioContext above it');
  return studio;
}
