import { readdirSync, readFileSync } from 'node:fs';

/** The process below this one whose command has this in it. Linux only. */
export function childProcessId(parent: number, command: string): number {
  const below = readdirSync(`/proc/${parent}/task`)
    .flatMap((thread) => readFileSync(`/proc/${parent}/task/${thread}/children`, 'utf8').split(' '))
    .filter(Boolean)
    .map(Number);
  const found = below.find((pid) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(command));
  if (found === undefined) throw new Error(`No process below ${parent} is called "${command}".`);
  return found;
}
