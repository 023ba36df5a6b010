import type { ReactNode } from 'react';
import { ProgressRing } from '@/components/ui/progress-ring';

function Print({
  className,
  caption,
  children,
}: {
  className: string;
  caption?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className={`absolute w-[36%] origin-top ${className}`}>
      <div className="-top-3 absolute left-1/2 z-10 h-7 w-2 -translate-x-1/2 rounded-xs bg-accent shadow-sm" />
      <div className="rounded-[3px] bg-white p-[5%] shadow-lift ring-1 ring-hairline dark:bg-[#f6f1e9]">
        <div className="relative aspect-4/5 overflow-hidden rounded-[1px] bg-[#1a1512]">
          {children}
          {caption}
        </div>
      </div>
    </div>
  );
}

/** Three prints on the line: developed, developing, and one still in the dark. Decoration. */
export function HangingPrints() {
  return (
    <div aria-hidden className="relative mx-auto aspect-5/4 w-full max-w-xl">
      <div className="absolute inset-[-12%] bg-[radial-gradient(closest-side,var(--accent),transparent)] opacity-[0.13] dark:opacity-[0.16]" />
      <svg viewBox="0 0 500 400" className="absolute inset-0 size-full overflow-visible" role="presentation">
        <path d="M-30 40Q240 92 530 26" fill="none" className="stroke-hairline-strong" strokeWidth="1.5" />
      </svg>
      <Print className="top-[15.4%] left-[1%] rotate-[-2.4deg]">
        <div className="size-full animate-develop">
          <Ridges
            id="first"
            seed={5}
            sky={['#4b2a44', '#e6a48a']}
            sun="#fbd9a6"
            ridges={['#c2626b', '#a14d5c', '#7a3950', '#532741', '#2f1730']}
          />
        </div>
      </Print>
      <Print
        className="top-[16.5%] left-[34%] z-10 rotate-[1.1deg]"
        caption={
          <div className="absolute inset-x-0 bottom-0 flex items-center gap-2 p-[8%] text-negative-ink text-xs">
            <ProgressRing value={0.68} className="size-4! [&_circle:last-child]:stroke-[#ffa64a]" />
            <span className="numeric">0:14</span>
          </div>
        }
      >
        <div className="size-full scale-110 opacity-60 blur-[9px] saturate-50">
          <Ridges
            id="second"
            seed={9}
            sky={['#173b4c', '#9fb7a8']}
            sun="#fdf3d6"
            ridges={['#9db09b', '#6f8f86', '#4a6d6c', '#294c51', '#12292f']}
          />
        </div>
      </Print>
      <Print className="top-[12.4%] left-[67%] rotate-[2.8deg]">
        <div className="size-full animate-safelight bg-[radial-gradient(circle_at_40%_35%,#5a2f16,#1a1512_70%)]" />
      </Print>
    </div>
  );
}

interface Props {
  id: string;
  seed: number;
  /** Sky from top to horizon, sun, then ridges from far to near. */
  sky: readonly [string, string];
  sun: string;
  ridges: readonly string[];
}

const WIDTH = 240;
const HEIGHT = 300;

/** The outline of one ridge: three waves whose phases come from the seed. */
function outline(seed: number, layer: number, layers: number): string {
  const base = HEIGHT * (0.52 + (0.4 * layer) / layers);
  const points = Array.from({ length: 25 }, (_, step) => {
    const x = (step / 24) * WIDTH;
    const wave =
      Math.sin(x / 52 + seed * 1.7 + layer * 2.1) * 20 +
      Math.sin(x / 23 + seed * 3.1 + layer) * 9 +
      Math.sin(x / 11 + seed + layer * 4.3) * 3;
    return `${x.toFixed(0)} ${(base + wave).toFixed(1)}`;
  });
  return `M0 ${HEIGHT}L${points.join('L')}L${WIDTH} ${HEIGHT}Z`;
}

/** A small landscape in the manner of the demo pictures. */
function Ridges({ id, seed, sky, sun, ridges }: Props) {
  const cx = 60 + ((seed * 47) % 120);
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true" className="block size-full">
      <defs>
        <linearGradient id={`${id}-sky`} x2="0" y2="1">
          <stop offset="0" stopColor={sky[0]} />
          <stop offset="0.75" stopColor={sky[1]} />
        </linearGradient>
        <radialGradient id={`${id}-glow`}>
          <stop offset="0" stopColor={sun} stopOpacity="0.75" />
          <stop offset="1" stopColor={sun} stopOpacity="0" />
        </radialGradient>
        <filter id={`${id}-grain`}>
          <feTurbulence type="fractalNoise" baseFrequency="0.9" numOctaves="2" seed={seed} />
          <feColorMatrix values="0 0 0 0 0.5  0 0 0 0 0.5  0 0 0 0 0.5  0 0 0 0.5 0" />
        </filter>
      </defs>
      <rect width={WIDTH} height={HEIGHT} fill={`url(#${id}-sky)`} />
      <circle cx={cx} cy="118" r="120" fill={`url(#${id}-glow)`} />
      <circle cx={cx} cy="118" r="25" fill={sun} />
      {ridges.map((color, layer) => (
        <path key={color} d={outline(seed, layer, ridges.length)} fill={color} />
      ))}
      <rect width={WIDTH} height={HEIGHT} filter={`url(#${id}-grain)`} opacity="0.22" />
    </svg>
  );
}
