import { readdirSync, readFileSync } from 'node:fs';

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // The process has ended since it was listed.
    return '';
  }
}

/** Bytes of memory that all processes of a group hold now; Linux only, elsewhere 0. */
export function groupMemory(group: number): number {
  if (process.platform !== 'linux') return 0;
  const members = readdirSync('/proc').filter((pid) => {
    // …(name) state parent group
    const [, , processGroup] = read(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ') ?? [];
    return Number(processGroup) === group;
  });
  return members.reduce((sum, pid) => {
    const kilobytes = /^VmRSS:\s+(\d+)/m.exec(read(`/proc/${pid}/status`))?.[1];
    return sum + Number(kilobytes ?? 0) * 1024;
  }, 0);
}
