/** Keys in the bucket of what a task stores: under its user, written once. */
export function objectKeys(userId: string, taskId: string): { original: string; thumb: string } {
  return { original: `${userId}/${taskId}/original`, thumb: `${userId}/${taskId}/thumb.webp` };
}

export type ImageVariant = keyof ReturnType<typeof objectKeys>;
