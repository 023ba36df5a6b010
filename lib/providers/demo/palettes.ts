import { adjust } from './colour';
import type { SeededRandom } from './seeded-random';

const LIGHTS = ['dawn', 'day', 'dusk', 'night'] as const;
export type Light = (typeof LIGHTS)[number];

export interface Palette {
  light: Light;
  /** Colour words that call for it. */
  tones: readonly string[];
  /** From the top down to the horizon. */
  sky: readonly [top: string, middle: string, horizon: string];
  sun: string;
  /** Land far away and land at one's feet; everything between is mixed from the two. */
  far: string;
  near: string;
  /** One colour that stands out: a sail, a window, a petal. */
  accent: string;
}

/** Light, tones; sky from the top to the horizon, sun, far, near, accent. */
const TABLE = `
dawn  pink,red            #4b3355 #b5677c #f2bf9b #ffe1b0 #c8696f #1f1022 #f6d0a0
dawn  teal,green          #1f4a58 #7fa79a #eed9ad #fff3cf #9db5a2 #0b1c20 #f2a65e
dawn  purple,lilac        #4c5193 #ab97c3 #f6d5c2 #fff1da #a291bd #211a3a #ef8f86
dawn  blue                #33567f #8fb0c9 #f7dcbf #fff4df #8aa6bd #12213a #f29d72
dusk  orange,red          #26193b #9d3c50 #f3974b #ffd68c #b2574a #170c18 #ffc46b
dusk  gold,brown,sepia    #4a2714 #b0824a #f0d194 #fff0c4 #bb9758 #21120c #e9733a
dusk  pink,purple,magenta #1f1a4c #86306f #fb8b6c #ffd9a8 #8c3d6c #120b25 #ffb27a
dusk  blue,orange         #1d2b45 #5b6d8a #f0a878 #ffdfae #5f6a80 #0c1420 #f5a15c
day   green               #56785f #a3bb8b #eef0cd #fbfbe2 #8dac72 #1a2d1d #e8b04f
day   blue                #2b69a1 #86b8d2 #f1e9d3 #fffdf0 #7a9fba #13253a #e6684c
day   red,white,paper     #d6c3a0 #e6d6b6 #f6edda #d4533a #b5aa94 #2a2829 #c8452f
day   teal,turquoise      #22717b #83c0b5 #f4ecd2 #fff9e4 #6fa7a0 #0f2c33 #f0955a
day   yellow              #c88a2c #e9be63 #faeec4 #fffbe6 #c9a052 #33210f #b9452e
night blue                #0a152e #27457a #93b3d6 #eef6ff #466b9f #080f1e #ffd083
night teal,green          #06141b #124049 #69a39b #ecfaf0 #2c6468 #050f13 #ffca7a
night purple,violet       #110a27 #39296a #a582bd #f8ecff #54407f #0b0719 #ffb98f
night black,amber,brown   #0e0b0a #30241c #a8764a #ffe2b4 #5a4232 #0a0807 #ffb45e`;

const PALETTES = TABLE.trim()
  .split('\n')
  .map((row): Palette => {
    const [light, tones = '', ...colours] = row.split(/\s+/);
    const [top = '', middle = '', horizon = '', sun = '', far = '', near = '', accent = ''] = colours;
    return {
      light: light as Light,
      tones: tones.split(','),
      sky: [top, middle, horizon],
      sun,
      far,
      near,
      accent,
    };
  });

/** Times of day, and what else the tones of palettes are called. */
const SYNONYMS = `
dawn: dawn sunrise morning daybreak early amanhecer alvorada aurora madrugada manha nascer
day: day noon midday daylight sunny summer spring dia ensolarado ensolarada verao primavera tarde
dusk: dusk sunset evening twilight golden autumn fall crepusculo entardecer poente outono dourada anoitecer
night: night midnight moon moonlight dark nocturnal stars starry noite lua luar escuro escura estrelas noturna noturno
red: vermelho vermelha crimson
pink: rosa rose
orange: laranja
gold: dourado golden ouro
brown: marrom
yellow: amarelo amarela
green: verde sage
blue: azul
purple: roxo roxa
lilac: lavender lavanda lilas
violet: violeta
turquoise: turquesa
white: branco branca
black: preto preta
paper: papel
amber: ambar`;

const MEANINGS = SYNONYMS.trim()
  .split('\n')
  .map((row) => row.split(/:? /));

/** The lights and tones that a word stands for. */
const meaningsOf = (word: string) => [
  word,
  ...MEANINGS.flatMap(([name = '', ...synonyms]) =>
    synonyms.includes(word) || synonyms.includes(word.replace(/s$/, '')) ? name : [],
  ),
];

/** For a colour that no palette of the wished light has: at least one thing in the picture gets it. */
const ACCENTS =
  'red#d8432f pink#ee8ba5 orange#ee8a3a yellow#f2c14b green#7fae5c blue#4f8fd0 purple#8a5cc0 white#f6f1e6'
    .split(' ')
    .map((accent) => accent.split('#'));

const MONOCHROME = /\b(monochrome|noir|gr[ae]yscale|monocromatic[oa]|black and white|preto e branco)\b/;

/**
 * The colours of a picture: words for a time of day and for colours narrow the choice, the seed decides among what is
 * left and turns every hue a little, so that two seeds never share a palette exactly.
 */
export function choosePalette(words: readonly string[], random: SeededRandom, usual?: Light): Palette {
  const said = words.flatMap(meaningsOf);
  const light = LIGHTS.find((one) => said.includes(one)) ?? usual;
  const inTone = ({ tones }: Palette) => tones.some((tone) => said.includes(tone));
  const ofLight = PALETTES.filter((palette) => !light || palette.light === light);
  const choices = [ofLight.filter(inTone), light === usual ? PALETTES.filter(inTone) : [], ofLight];
  const choice = random.pick(choices.find(({ length }) => length > 0) ?? PALETTES);
  const [, accent] = inTone(choice) ? [] : (ACCENTS.find(([tone = '']) => said.includes(tone)) ?? []);
  const grey = MONOCHROME.test(words.join(' '));
  const turn = { hue: random.between(-9, 9), chroma: grey ? 0 : random.between(0.9, 1.12) };
  const tint = (colour: string) => adjust(colour, turn);
  const [top, middle, horizon] = choice.sky;
  return {
    ...choice,
    sky: [tint(top), tint(middle), tint(horizon)],
    sun: tint(choice.sun),
    far: tint(choice.far),
    near: tint(choice.near),
    accent: tint(accent ? `#${accent}` : choice.accent),
  };
}
