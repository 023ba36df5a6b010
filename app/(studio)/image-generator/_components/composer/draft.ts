import type { Reference } from '@/components/references/reference';
import { DEFAULT_MODEL, findModel } from '@/lib/providers/catalogue';
import { type ComposerSettings, DEFAULT_SETTINGS, fitToModel } from './composer-settings';

/** What is being written. */
export interface Draft {
  prompt: string;
  settings: ComposerSettings;
  references: readonly Reference[];
  /** The picture that is being edited; it is one of the references. */
  parentId: string | null;
}

export const EMPTY_DRAFT: Draft = { prompt: '', settings: DEFAULT_SETTINGS, references: [], parentId: null };

/** A draft with what the chosen model offers, each reference once, and a parent only while it is a reference. */
export function fitDraft(draft: Draft): Draft {
  const settings = fitToModel(draft.settings);
  const ids = new Set<string>();
  const references = draft.references
    .filter((reference) => {
      if (!('id' in reference)) return true;
      if (ids.has(reference.id)) return false;
      return ids.add(reference.id);
    })
    .slice(0, maxReferences(settings.model));
  const kept = references.some((reference) => 'id' in reference && reference.id === draft.parentId);
  return { ...draft, settings, references, parentId: kept ? draft.parentId : null };
}

export function maxReferences(model: string): number {
  return (findModel(model) ?? DEFAULT_MODEL).maxReferences;
}
