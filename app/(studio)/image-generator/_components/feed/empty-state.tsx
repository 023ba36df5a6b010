import { useTranslations } from 'next-intl';
import { ratio } from '@/components/pictures/grid-shape';
import { cn } from '@/components/ui/class-names';
import { DEFAULT_IMAGE_SIZE, DEFAULT_MODEL } from '@/lib/providers/catalogue';
import { StartButton } from './start-button';

const STARTS = [
  { name: 'coast', aspectRatio: '16:9', count: 4 },
  { name: 'poster', aspectRatio: '3:4', count: 3 },
  { name: 'desert', aspectRatio: '1:1', count: 2 },
] as const;

/** Three prompts to begin with, and what they give: painted by the server, who has something sees none of it. */
export function EmptyState() {
  const t = useTranslations('empty');
  return (
    <section aria-labelledby="empty-title" className="flex flex-col gap-6 py-6 sm:py-12">
      <div className="max-w-xl">
        <h2 id="empty-title" className="font-semibold text-xl tracking-tight">
          {t('title')}
        </h2>
        <p className="mt-2 text-pretty text-[0.9375rem] text-muted leading-relaxed">{t('text')}</p>
      </div>
      <ul className="grid gap-2.5 sm:grid-cols-3">
        {STARTS.map(({ name, aspectRatio, count }, index) => (
          <li key={name} className="flex">
            <StartButton
              what={{
                prompt: t(`${name}.prompt`),
                model: DEFAULT_MODEL.id,
                settings: { aspectRatio, imageSize: DEFAULT_IMAGE_SIZE },
                count,
              }}
            >
              <span aria-hidden className="flex h-24 items-end gap-1.5">
                {Array.from({ length: count }, (_, place) => (
                  <span
                    // biome-ignore lint/suspicious/noArrayIndexKey: the frames are all alike
                    key={place}
                    style={{ aspectRatio: ratio(aspectRatio) }}
                    className={cn(
                      'overflow-hidden rounded-md',
                      ratio(aspectRatio) > 1 ? 'w-[calc((100%-1.125rem)/4)]' : 'h-full',
                    )}
                  >
                    <SamplePicture scene={index} variation={place} />
                  </span>
                ))}
              </span>
              <span className="text-[0.9375rem] leading-snug">{t(`${name}.prompt`)}</span>
              <span className="text-[0.8125rem] text-muted">{t(`${name}.gives`)}</span>
            </StartButton>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface Props {
  scene: number;
  variation: number;
}

/** Sky at the top and at the horizon, sun, and three ridges from far to near. */
const PALETTES = [
  ['#2f5d66', '#d9dcc4', '#fdf3d0', '#8fa79b', '#557a76', '#1f3d43'],
  ['#7a5a86', '#f0a988', '#ffe1b0', '#c76f76', '#8a4360', '#3a1e3d'],
  ['#26386b', '#9db4dd', '#e6f0ff', '#5876ad', '#34508a', '#16244a'],
  ['#6d4a2c', '#e6c48d', '#fff0cb', '#bb9057', '#85602f', '#42290f'],
] as const;

const RIDGES = [
  'M0 62 Q18 44 34 58 T66 50 T100 60 V100 H0 Z',
  'M0 74 Q14 60 30 70 T62 64 T100 76 V100 H0 Z',
  'M0 86 Q22 74 42 84 T78 80 T100 88 V100 H0 Z',
] as const;

/** A drawn stand-in for what a prompt gives. */
function SamplePicture({ scene, variation }: Props) {
  const [sky, horizon, sun, ...ridges] = PALETTES[(scene + variation) % PALETTES.length] ?? PALETTES[0];
  const id = `sky-${scene}-${variation}`;
  return (
    <svg viewBox="0 0 100 100" preserveAspectRatio="xMidYMid slice" aria-hidden="true" className="size-full">
      <linearGradient id={id} x2="0" y2="1">
        <stop stopColor={sky} />
        <stop offset="0.75" stopColor={horizon} />
      </linearGradient>
      <rect width="100" height="100" fill={`url(#${id})`} />
      <circle cx={32 + variation * 12} cy={42 - variation * 3} r="8" fill={sun} />
      {ridges.map((colour, index) => (
        <path
          key={colour}
          d={RIDGES[index]}
          fill={colour}
          transform={variation % 2 === 1 ? 'matrix(-1 0 0 1 100 0)' : undefined}
        />
      ))}
    </svg>
  );
}
