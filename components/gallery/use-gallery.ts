'use client';

import { useContext } from 'react';
import { GalleryContext } from './gallery-context';

export function useGallery() {
  const gallery = useContext(GalleryContext);
  if (!gallery) throw new Error('useGallery needs a GalleryContext above it');
  return gallery;
}
