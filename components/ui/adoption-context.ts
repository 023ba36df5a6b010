'use client';

import { createContext } from 'react';
import type { Adoption } from './adoption';

/** The button that a popup which is loaded on demand adopts. */
export const AdoptionContext = createContext<Adoption | null>(null);
