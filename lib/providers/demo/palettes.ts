export type Light = 'dawn' | 'day' | 'dusk' | 'night';

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

type Row = [Light, string, string, string, string, string, string, string, string];

const ROWS: [Row, ...Row[]] = [
  ['dawn', 'pink red', '#4b3355', '#b5677c', '#f2bf9b', '#ffe1b0', '#c8696f', '#1f1022', '#f6d0a0'],
  ['dawn', 'teal green', '#1f4a58', '#7fa79a', '#eed9ad', '#fff3cf', '#9db5a2', '#0b1c20', '#f2a65e'],
  ['dawn', 'purple lilac', '#4c5193', '#ab97c3', '#f6d5c2', '#fff1da', '#a291bd', '#211a3a', '#ef8f86'],
  ['dawn', 'blue', '#33567f', '#8fb0c9', '#f7dcbf', '#fff4df', '#8aa6bd', '#12213a', '#f29d72'],
  ['dusk', 'orange red', '#26193b', '#9d3c50', '#f3974b', '#ffd68c', '#b2574a', '#170c18', '#ffc46b'],
  ['dusk', 'gold brown sepia', '#4a2714', '#b0824a', '#f0d194', '#fff0c4', '#bb9758', '#21120c', '#e9733a'],
  [
    'dusk',
    'pink purple magenta',
    '#1f1a4c',
    '#86306f',
    '#fb8b6c',
    '#ffd9a8',
    '#8c3d6c',
    '#120b25',
    '#ffb27a',
  ],
  ['dusk', 'blue orange', '#1d2b45', '#5b6d8a', '#f0a878', '#ffdfae', '#5f6a80', '#0c1420', '#f5a15c'],
  ['day', 'green', '#56785f', '#a3bb8b', '#eef0cd', '#fbfbe2', '#8dac72', '#1a2d1d', '#e8b04f'],
  ['day', 'blue', '#2b69a1', '#86b8d2', '#f1e9d3', '#fffdf0', '#7a9fba', '#13253a', '#e6684c'],
  ['day', 'red white paper', '#d6c3a0', '#e6d6b6', '#f6edda', '#d4533a', '#b5aa94', '#2a2829', '#c8452f'],
  ['day', 'teal turquoise', '#22717b', '#83c0b5', '#f4ecd2', '#fff9e4', '#6fa7a0', '#0f2c33', '#f0955a'],
  ['day', 'yellow', '#c88a2c', '#e9be63', '#faeec4', '#fffbe6', '#c9a052', '#33210f', '#b9452e'],
  ['night', 'blue', '#0a152e', '#27457a', '#93b3d6', '#eef6ff', '#466b9f', '#080f1e', '#ffd083'],
  ['night', 'teal green', '#06141b', '#124049', '#69a39b', '#ecfaf0', '#2c6468', '#050f13', '#ffca7a'],
  ['night', 'purple violet', '#110a27', '#39296a', '#a582bd', '#f8ecff', '#54407f', '#0b0719', '#ffb98f'],
  ['night', 'black amber brown', '#0e0b0a', '#30241c', '#a8764a', '#ffe2b4', '#5a4232', '#0a0807', '#ffb45e'],
];

export const PALETTES = ROWS.map(
  ([light, tones, top, middle, horizon, sun, far, near, accent]): Palette => ({
    light,
    tones: tones.split(' '),
    sky: [top, middle, horizon],
    sun,
    far,
    near,
    accent,
  }),
) as [Palette, ...Palette[]];
