import type { Reusable, ReuseKind } from '@/components/pictures/pictures-context';
import type { Reference } from '@/components/references/reference';
import { type ComposerSettings, type Draft, fitDraft } from './draft';

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
    case 'variations':
      return { ...withSettings(draft, what, null), prompt };
    case 'everything':
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
