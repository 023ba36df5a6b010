/** The small version of a picture or an upload. */
export function pictureUrl(id: string): string {
  return `/api/images/${id}?variant=thumb`;
}
