/** Keys in the bucket of what a task or an upload stores: under its user, each written once. Removing it removes all of them. */
export function objectKeys(userId: string, id: string): { original: string; thumb: string; preview: string } {
  const folder = `${userId}/${id}`;
  return {
    original: `${folder}/original`,
    thumb: `${folder}/thumb.webp`,
    preview: `${folder}/preview.webp`,
  };
}

export type ImageVariant = keyof ReturnType<typeof objectKeys>;
