import {
  type MakeKind,
  type Reusable,
  type ReuseKind,
  VARIATIONS,
} from '@/components/pictures/pictures-context';
import type { Reference } from '@/components/references/reference';
import type { ComposerDraft } from './composer-draft';
import { type ComposerSettings, type Draft, EMPTY_DRAFT, fitDraft } from './draft';

/** The parts of a draft, in the order in which a change of them is said. */
const DRAFT_PARTS = [
  'prompt',
  'model',
  'aspectRatio',
  'imageSize',
  'count',
  'seed',
  'exclude',
  'references',
  'parent',
] as const;
export type DraftPart = (typeof DRAFT_PARTS)[number];

export interface Reused {
  draft: Draft;
  changed: DraftPart[];
  /** What the model does not offer as it was, so that something near was taken. */
  fitted: DraftPart[];
}

/** A draft with what is reused of a picture or a batch; the rest stays as it is. */
export function reuse(draft: Draft, kind: ReuseKind, what: Reusable): Reused {
  const wanted = want(draft, kind, what);
  const fitted = fitDraft(wanted);
  return {
    draft: fitted,
    changed: differences(draft, fitted),
    // A parent that is no reference any more is no matter of the model.
    fitted: differences(wanted, fitted).filter((part) => part !== 'parent'),
  };
}

/** Fills what is being written with what is reused. */
export function reuseInto(draft: ComposerDraft, kind: ReuseKind, what: Reusable): Reused {
  const reused = reuse(draft.snapshot(), kind, what);
  draft.replace(reused.draft);
  return reused;
}

/** What asks for variations of a picture, without a seed: the provider takes new ones. A subtle one goes by the picture first of all. */
export function variationsOf(kind: MakeKind, what: Reusable): Draft {
  const draft = withSettings(EMPTY_DRAFT, { ...what, count: VARIATIONS }, null);
  const references = kind === 'subtle' ? [...pictureOf(what), ...draft.references] : draft.references;
  return fitDraft({ ...draft, prompt: what.prompt, references });
}

function want(draft: Draft, kind: ReuseKind, what: Reusable): Draft {
  const { prompt, picture, settings } = what;
  const seed = picture?.seed ?? settings.seed ?? null;
  switch (kind) {
    case 'prompt':
      return { ...draft, prompt };
    case 'seed':
      return { ...draft, settings: { ...draft.settings, seed } };
    case 'settings':
      return withSettings(draft, what, settings.seed ?? null);
    case 'everything':
    case 'model':
      return { ...withSettings(draft, what, seed), prompt };
    case 'edit':
      return {
        prompt: '',
        settings: { ...draft.settings, aspectRatio: settings.aspectRatio },
        references: pictureOf(what),
        parentId: picture?.id ?? null,
      };
    case 'reference':
      return { ...draft, references: [...draft.references, ...pictureOf(what)] };
  }
}

function withSettings(
  draft: Draft,
  { model, settings, count, parentId }: Reusable,
  seed: number | null,
): Draft {
  const known = new Map(draft.references.flatMap((kept) => ('id' in kept ? [[kept.id, kept]] : [])));
  const changed: ComposerSettings = {
    model,
    aspectRatio: settings.aspectRatio,
    imageSize: settings.imageSize,
    count: count ?? draft.settings.count,
    seed,
    exclude: settings.negativePrompt ?? '',
  };
  return {
    ...draft,
    settings: changed,
    references: (settings.referenceIds ?? []).map((id) => known.get(id) ?? toReference(id, null)),
    parentId: parentId ?? null,
  };
}

function pictureOf({ picture, prompt }: Reusable): Reference[] {
  return picture ? [toReference(picture.id, prompt)] : [];
}

function toReference(id: string, name: string | null): Reference {
  return { key: id, name, status: 'ready', id };
}

function differences(from: Draft, to: Draft): DraftPart[] {
  return DRAFT_PARTS.filter((part) => partOf(from, part) !== partOf(to, part));
}

function partOf(draft: Draft, part: DraftPart): string | number | null {
  if (part === 'prompt') return draft.prompt;
  if (part === 'parent') return draft.parentId;
  if (part === 'references') return draft.references.map(({ key }) => key).join();
  return draft.settings[part];
}
