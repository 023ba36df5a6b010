/** Keys in the bucket of what a task or an upload stores: under its user, each written once. */
export function objectKeys(userId: string, id: string): { original: string; thumb: string; preview: string } {
  const folder = `${userId}/${id}`;
  return {
    original: `${folder}/original`,
    thumb: `${folder}/thumb.webp`,
    preview: `${folder}/preview.webp`,
  };
}

export type ImageVariant = keyof ReturnType<typeof objectKeys>;

/** In which a file can come. */
export const MAX_PARTS = 5;

/** Keys of the parts in which a file comes. */
export function partKeys(userId: string, id: string): string[] {
  return Array.from({ length: MAX_PARTS }, (_, number) => `${userId}/${id}/part-${number}`);
}

/** Keys of all that an upload can have stored. */
export function uploadKeys(userId: string, id: string): string[] {
  return [...Object.values(objectKeys(userId, id)), ...partKeys(userId, id)];
}
