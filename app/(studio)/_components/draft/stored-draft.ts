import { MAX_SEED } from '@/lib/limits';
import { readId } from '@/lib/schema/ids';
import { COUNTS, type ComposerSettings, DEFAULT_SETTINGS, type Draft, EMPTY_DRAFT, fitDraft } from './draft';

/** What the browser keeps over a reload: everything but the prompt and files that are not uploaded. */
export function storeDraft({ settings, references, parentId }: Draft): string {
  const kept = references.flatMap((reference) =>
    'id' in reference ? [{ id: reference.id, name: reference.name }] : [],
  );
  return JSON.stringify({ ...settings, references: kept, parentId });
}

/** What was stored, as far as it can be read and the catalogue still offers it. */
export function parseDraft(stored: string | null): Draft {
  const fields = parseFields(stored ?? '');
  if (!fields) return EMPTY_DRAFT;
  return fitDraft({
    prompt: '',
    settings: readSettings(fields),
    references: readReferences(fields.references),
    parentId: readId(fields.parentId) ?? null,
  });
}

function parseFields(stored: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(stored);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function readSettings(fields: Record<string, unknown>): ComposerSettings {
  const text = (field: 'model' | 'aspectRatio' | 'imageSize' | 'exclude') => {
    const value = fields[field];
    return typeof value === 'string' ? value : DEFAULT_SETTINGS[field];
  };
  return {
    model: text('model'),
    aspectRatio: text('aspectRatio'),
    imageSize: text('imageSize'),
    count: COUNTS.find((count) => count === fields.count) ?? DEFAULT_SETTINGS.count,
    seed: isSeed(fields.seed) ? fields.seed : DEFAULT_SETTINGS.seed,
    exclude: text('exclude'),
  };
}

function isSeed(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 0 && Number(value) <= MAX_SEED;
}

/** All of them or none: their order is what the prompt refers to. */
function readReferences(value: unknown): Draft['references'] {
  const stored: unknown[] = Array.isArray(value) ? value : [];
  const references = stored.flatMap((reference) => {
    const id = isRecord(reference) ? readId(reference.id) : undefined;
    if (!isRecord(reference) || !id) return [];
    const name = typeof reference.name === 'string' ? reference.name : null;
    return [{ key: id, name, status: 'ready' as const, id }];
  });
  return references.length === stored.length ? references : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
