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
export function Ridges({ id, seed, sky, sun, ridges }: Props) {
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
