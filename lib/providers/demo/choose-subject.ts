import type { Light } from './palettes';
import type { DrawSubject } from './scene';
import type { SeededRandom } from './seeded-random';
import { drawAbstract } from './subjects/draw-abstract';
import { drawCity } from './subjects/draw-city';
import { drawDunes } from './subjects/draw-dunes';
import { drawFlowers } from './subjects/draw-flowers';
import { drawForest } from './subjects/draw-forest';
import { drawRidges } from './subjects/draw-ridges';
import { drawSea } from './subjects/draw-sea';
import { drawSpace } from './subjects/draw-space';

export interface Subject {
  name: string;
  /** English and Portuguese, singular and plural, as wordsOf gives them. */
  words: readonly string[];
  /** Weather and form: they decide only where nothing is named. */
  hints: readonly string[];
  draw: DrawSubject;
  /** The light it is seen in when the prompt does not say. */
  usual?: Light;
}

const subject = (name: string, draw: DrawSubject, words: string, hints = '', usual?: Light): Subject => ({
  name,
  draw,
  words: words.split(/\s+/),
  hints: hints.split(/\s+/),
  ...(usual ? { usual } : {}),
});

const SUBJECTS: [Subject, ...Subject[]] = [
  subject(
    'sea',
    drawSea,
    `sea seas ocean coast coastal beach wave waves lighthouse harbour harbor boat boats sail sailboat ship shore island
     bay cliff cliffs tide mar mares oceano costa praia praias onda ondas farol farois porto barco barcos vela veleiro
     navio litoral ilha ilhas baia falesia mare`,
  ),
  subject(
    'dunes',
    drawDunes,
    'dune dunes desert deserts sand sands sahara camel oasis duna dunas deserto desertos areia areias camelo',
  ),
  subject(
    'city',
    drawCity,
    `city cities skyline town street streets building buildings skyscraper skyscrapers urban downtown architecture neon
     cyberpunk bridge tokyo york cidade cidades rua ruas predio predios arranha edificio edificios urbano urbana centro
     arquitetura ponte lisboa lisbon paulo tower towers torre torres`,
    '',
    'night',
  ),
  subject(
    'forest',
    drawForest,
    `forest forests wood woods tree trees pine pines jungle woodland grove fir redwood floresta florestas mata bosque
     arvore arvores pinheiro pinheiros selva amazonia`,
  ),
  subject(
    'space',
    drawSpace,
    `space planet planets galaxy galaxies nebula cosmos cosmic astronaut orbit saturn mars jupiter universe alien comet
     rocket spaceship espaco planeta planetas galaxia galaxias nebulosa cosmico cosmica astronauta orbita saturno marte
     universo cometa foguete nave`,
    '',
    'night',
  ),
  subject(
    'flowers',
    drawFlowers,
    `flower flowers floral botanical bouquet rose roses tulip tulips poppy poppies daisy bloom blossom garden vase still
     petal petals orchid flor flores botanica botanico buque tulipa tulipas papoula papoulas margarida jardim vaso
     natureza morta petala petalas orquidea girassol sunflower sunflowers`,
    '',
    'day',
  ),
  subject(
    'abstract',
    drawAbstract,
    `abstract geometric geometry pattern shapes bauhaus gradient abstrato abstrata geometrico geometrica geometria
     padrao formas gradiente`,
    'minimal minimalist texture logo icon album cover poster minimalista textura icone capa cartaz',
  ),
  subject(
    'ridges',
    drawRidges,
    `ridge ridges mountain mountains hill hills peak peaks valley alps volcano canyon lake montanha montanhas serra
     serras colina colinas morro morros pico picos vale alpes vulcao lago cordilheira`,
    'landscape fog mist misty snow paisagem neblina nevoa neve',
  ),
];

/** The subject that most words of the prompt speak of, an earlier word counting more; without any, the seed's choice. */
export function chooseSubject(words: readonly string[], random: SeededRandom): Subject {
  const weigh = ({ words: known, hints }: Subject, word: string, index: number) => {
    if (known.includes(word)) return 1 + 1 / (index + 2);
    return hints.includes(word) ? 0.2 : 0;
  };
  const score = (one: Subject) => words.reduce((sum, word, index) => sum + weigh(one, word, index), 0);
  const best = SUBJECTS.reduce((first, second) => (score(second) > score(first) ? second : first));
  return score(best) > 0 ? best : random.pick(SUBJECTS);
}
