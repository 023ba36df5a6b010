import type { ReuseKind } from '@/components/gallery/reusable';

/** What buttons and keys of the lightbox do with the picture that is shown. */
export interface LightboxCommands {
  onDownload: () => void;
  onFavourite: () => void;
  onReuse: (kind: ReuseKind) => void;
  onZoom: () => void;
  onDelete: () => void;
  /** Undefined where there is nothing to compare with. */
  onCompare: (() => void) | undefined;
}
