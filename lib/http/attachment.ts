import { create } from 'content-disposition';

/** For programs that know no other letters than those of ASCII. */
function plain(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[^\x20-\x7e]/g, '')
    .replace(/-{2,}/g, '-')
    .replace(/^-/, '');
}

/** A Content-Disposition that offers a download under this name, whatever letters are in it (RFC 6266). */
export function attachment(fileName: string): string {
  // In quotes even where none are needed: simple clients look for them.
  return create(fileName, { fallback: plain(fileName) }).replace(
    /^attachment; filename=([^";]+)/,
    'attachment; filename="$1"',
  );
}
