import { z } from 'zod';
import { idSchema } from '@/lib/generation/id';
import { MAX_SEED } from '@/lib/generation/schema';
import { COUNTS, DEFAULT_SETTINGS } from './composer-settings';
import { type Draft, EMPTY_DRAFT, fitDraft } from './draft';

const referenceSchema = z.object({ id: idSchema, name: z.string().nullable().catch(null) });

const storedSchema = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue('is not JSON');
      return z.NEVER;
    }
  })
  .pipe(
    z.object({
      model: z.string().catch(DEFAULT_SETTINGS.model),
      aspectRatio: z.string().catch(DEFAULT_SETTINGS.aspectRatio),
      imageSize: z.string().catch(DEFAULT_SETTINGS.imageSize),
      count: z.int().min(1).max(COUNTS.length).catch(DEFAULT_SETTINGS.count),
      seed: z.int().min(0).max(MAX_SEED).nullable().catch(DEFAULT_SETTINGS.seed),
      exclude: z.string().catch(DEFAULT_SETTINGS.exclude),
      references: z.array(referenceSchema).catch([]),
      parentId: idSchema.nullable().catch(null),
    }),
  );

/** What the browser keeps over a reload: everything but the prompt and files that are not uploaded. */
export function storeDraft({ settings, references, parentId }: Draft): string {
  const kept = references.flatMap((reference) =>
    'id' in reference ? [{ id: reference.id, name: reference.name }] : [],
  );
  return JSON.stringify({ ...settings, references: kept, parentId });
}

/** What was stored, as far as the catalogue still offers it. */
export function parseDraft(stored: string | null): Draft {
  const parsed = storedSchema.safeParse(stored);
  if (!parsed.success) return EMPTY_DRAFT;
  const { references, parentId, ...settings } = parsed.data;
  return fitDraft({
    prompt: '',
    settings,
    references: references.map(({ id, name }) => ({ key: id, name, status: 'ready', id })),
    parentId,
  });
}
