import { chmodSync, lstatSync, mkdirSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, parse, resolve } from 'node:path';

const OTHERS = 0o077;
const STICKY = 0o1000;

/** What is ours in the data folder; whatever else somebody keeps there is theirs. */
const OURS = /^(?:keys\.json.*|lock.*|database.*|supabase)$/;

/**
 * Makes the data folder, if it is not there, and closes it to everybody but its owner: it holds accounts, their tokens, and
 * pictures. From now on this process makes nothing that others could open. A folder that serves other purposes stays as it is.
 */
export function makePrivate(folder: string): void {
  process.umask(OTHERS);
  mkdirSync(folder, { recursive: true });
  const { mode } = lstatSync(folder);
  const shared = (mode & STICKY) !== 0 || [parse(resolve(folder)).root, homedir()].includes(resolve(folder));
  if (!shared) close(folder);
}

/** Closes what is in the data folder already, of an older version or brought by a copy. Nobody else may be at work in it. */
export function closeContents(folder: string): void {
  for (const name of readdirSync(folder)) if (OURS.test(name)) closeTree(join(folder, name));
}

/** Links are left alone: what they point to may be anybody's. */
function closeTree(path: string): void {
  const entry = lstatSync(path);
  if (entry.isSymbolicLink()) return;
  close(path);
  if (entry.isDirectory()) for (const name of readdirSync(path)) closeTree(join(path, name));
}

function close(path: string): void {
  const { mode } = lstatSync(path);
  if ((mode & OTHERS) === 0) return;
  try {
    chmodSync(path, mode & ~OTHERS & 0o7777);
  } catch (cause) {
    throw new Error(
      `${path} can be read by others on this machine, and does not belong to the user that Darkroom runs as: give it to that user, or set another DATA_DIR`,
      { cause },
    );
  }
}
