import { ratio } from '@/components/gallery/ratio';

const LONG_SIDE = 14;

/** An aspect ratio as a little frame. */
export function RatioFrame({ aspectRatio }: { aspectRatio: string }) {
  const shape = ratio(aspectRatio);
  const width = Math.max(4, shape >= 1 ? LONG_SIDE : LONG_SIDE * shape);
  const height = Math.max(4, shape >= 1 ? LONG_SIDE / shape : LONG_SIDE);
  return (
    <span aria-hidden className="grid size-4 shrink-0 place-items-center">
      <span className="rounded-[2px] border-[1.5px] border-current" style={{ width, height }} />
    </span>
  );
}
