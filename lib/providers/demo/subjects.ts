import { drawAbstract } from './draw-abstract';
import { drawCity } from './draw-city';
import { drawDunes } from './draw-dunes';
import { drawFlowers } from './draw-flowers';
import { drawForest } from './draw-forest';
import { drawRidges } from './draw-ridges';
import { drawSea } from './draw-sea';
import { drawSpace } from './draw-space';
import type { Light } from './palettes';
import type { Scene } from './scenery';
import type { SeededRandom } from './seeded-random';

interface Subject {
  name: string;
  draw: (scene: Scene) => void;
  /** In English and Portuguese, as wordsOf gives them; a plural in s needs no entry. */
  words: string;
  /** Weather and form: they decide only where nothing is named. */
  hints?: string;
  /** The light it is seen in when the prompt does not say. */
  usual?: Light;
}

const SEA = `sea ocean coast coastal beach wave lighthouse harbour harbor boat sail sailboat ship shore island bay cliff tide mar
  mares oceano costa praia onda farol farois porto barco vela veleiro navio litoral ilha baia falesia mare`;
const DUNES = 'dune desert sand sahara camel oasis duna deserto areia camelo';
const CITY = `city cities skyline town street building skyscraper urban downtown architecture neon cyberpunk bridge tokyo york
  cidade rua predio arranha edificio urbano urbana centro arquitetura ponte lisboa lisbon paulo tower torre`;
const FOREST = `forest wood tree pine jungle woodland grove fir redwood floresta mata bosque arvore pinheiro selva amazonia`;
const SPACE = `space planet galaxy galaxies nebula cosmos cosmic astronaut orbit saturn mars jupiter universe alien comet rocket
  spaceship espaco planeta galaxia nebulosa cosmico cosmica astronauta orbita saturno marte universo cometa foguete nave`;
const FLOWERS = `flower floral botanical bouquet rose tulip poppy poppies daisy bloom blossom garden vase still petal orchid flor
  flores botanica botanico buque tulipa papoula margarida jardim vaso natureza morta petala orquidea girassol sunflower`;
const ABSTRACT = `abstract geometric geometry pattern shape bauhaus gradient abstrato abstrata geometrico geometrica geometria
  padrao forma gradiente`;
const RIDGES = `ridge mountain hill peak valley alps volcano canyon lake montanha serra colina morro pico vale alpes vulcao lago
  cordilheira`;

const SUBJECTS: readonly Subject[] = [
  { name: 'sea', draw: drawSea, words: SEA },
  { name: 'dunes', draw: drawDunes, words: DUNES },
  { name: 'city', draw: drawCity, words: CITY, usual: 'night' },
  { name: 'forest', draw: drawForest, words: FOREST },
  { name: 'space', draw: drawSpace, words: SPACE, usual: 'night' },
  { name: 'flowers', draw: drawFlowers, words: FLOWERS, usual: 'day' },
  {
    name: 'abstract',
    draw: drawAbstract,
    words: ABSTRACT,
    hints: 'minimal minimalist texture logo icon album cover poster minimalista textura icone capa cartaz',
  },
  {
    name: 'ridges',
    draw: drawRidges,
    words: RIDGES,
    hints: 'landscape fog mist misty snow paisagem neblina nevoa neve',
  },
];

function has(list: string, word: string): boolean {
  const known = list.split(/\s+/);
  return known.includes(word) || known.includes(word.replace(/s$/, ''));
}

/** The subject that most words of the prompt speak of, an earlier word counting more; without any, the seed's choice. */
export function chooseSubject(words: readonly string[], random: SeededRandom): Subject {
  const scored = SUBJECTS.map((subject) => {
    const weigh = (word: string, index: number) =>
      has(subject.words, word) ? 1 + 1 / (index + 2) : has(subject.hints ?? '', word) ? 0.2 : 0;
    return { subject, score: words.reduce((sum, word, index) => sum + weigh(word, index), 0) };
  });
  const best = scored.reduce((first, second) => (second.score > first.score ? second : first));
  return best.score > 0 ? best.subject : random.pick(SUBJECTS);
}
