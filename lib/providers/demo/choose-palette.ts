import { adjust } from './colour';
import { type Light, PALETTES, type Palette } from './palettes';
import type { SeededRandom } from './seeded-random';

const LIGHT_WORDS: Record<Light, string> = {
  dawn: 'dawn sunrise morning daybreak early amanhecer alvorada aurora madrugada manha nascer',
  day: 'day noon midday daylight sunny summer spring dia ensolarado ensolarada verao primavera tarde',
  dusk: 'dusk sunset evening twilight golden autumn fall crepusculo entardecer poente outono dourada anoitecer',
  night:
    'night midnight moon moonlight dark nocturnal stars starry noite lua luar escuro escura estrelas noturna noturno',
};

/** Word → tone of a palette; tones name themselves in English. */
const TONE_WORDS: Record<string, string> = {
  vermelho: 'red',
  vermelha: 'red',
  crimson: 'red',
  rosa: 'pink',
  rose: 'pink',
  laranja: 'orange',
  dourado: 'gold',
  golden: 'gold',
  ouro: 'gold',
  marrom: 'brown',
  amarelo: 'yellow',
  amarela: 'yellow',
  verde: 'green',
  sage: 'green',
  azul: 'blue',
  roxo: 'purple',
  roxa: 'purple',
  lavender: 'lilac',
  lavanda: 'lilac',
  lilas: 'lilac',
  violeta: 'violet',
  turquesa: 'turquoise',
  branco: 'white',
  branca: 'white',
  preto: 'black',
  preta: 'black',
  papel: 'paper',
  ambar: 'amber',
};

/** For a colour that no palette of the wished light has: at least one thing in the picture gets it. */
const ACCENTS: Record<string, string> = {
  red: '#d8432f',
  pink: '#ee8ba5',
  orange: '#ee8a3a',
  yellow: '#f2c14b',
  green: '#7fae5c',
  blue: '#4f8fd0',
  purple: '#8a5cc0',
  white: '#f6f1e6',
};

const MONOCHROME = new Set([
  'monochrome',
  'noir',
  'grayscale',
  'greyscale',
  'monocromatico',
  'monocromatica',
]);

function isMonochrome(words: readonly string[]): boolean {
  const text = words.join(' ');
  return words.some((word) => MONOCHROME.has(word)) || /black and white|preto e branco/.test(text);
}

function lightOf(words: readonly string[]): Light | undefined {
  const lights = Object.entries(LIGHT_WORDS) as [Light, string][];
  return lights.find(([, list]) => list.split(' ').some((word) => words.includes(word)))?.[0];
}

const nonEmpty = (list: Palette[]): [Palette, ...Palette[]] | undefined => {
  const [first, ...rest] = list;
  return first && [first, ...rest];
};

/**
 * The colours of a picture: words for a time of day and for colours narrow the choice, the seed decides among what is
 * left and turns every hue a little, so that two seeds never share a palette exactly.
 */
export function choosePalette(words: readonly string[], random: SeededRandom, usual?: Light): Palette {
  const said = lightOf(words);
  const light = said ?? usual;
  const tones = words.map((word) => TONE_WORDS[word] ?? TONE_WORDS[word.replace(/s$/, '')] ?? word);
  const ofLight = nonEmpty(PALETTES.filter((palette) => palette.light === light));
  const inTone = (palette: Palette) => palette.tones.some((tone) => tones.includes(tone));
  const choice = random.pick(
    nonEmpty((ofLight ?? PALETTES).filter(inTone)) ??
      (said ? ofLight : nonEmpty(PALETTES.filter(inTone))) ??
      ofLight ??
      PALETTES,
  );
  const accent = inTone(choice) ? undefined : tones.map((tone) => ACCENTS[tone]).find(Boolean);
  const turn = { hue: random.between(-9, 9), chroma: isMonochrome(words) ? 0 : random.between(0.9, 1.12) };
  const tint = (colour: string) => adjust(colour, turn);
  const [top, middle, horizon] = choice.sky;
  return {
    ...choice,
    sky: [tint(top), tint(middle), tint(horizon)],
    sun: tint(choice.sun),
    far: tint(choice.far),
    near: tint(choice.near),
    accent: tint(accent ?? choice.accent),
  };
}
