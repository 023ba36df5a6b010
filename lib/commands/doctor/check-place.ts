import { accessSync, constants, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Settings } from '@/lib/env';
import type { Finding } from './finding';

/** Where the settings come from: two copies, or one that was started elsewhere, are told apart by it. */
export function checkPlace(envFiles: string[]): Finding {
  const files = envFiles.map((file) => resolve(file)).join(', then ');
  const from = files
    ? `the environment, then ${files}`
    : `the environment alone: there is no .env in ${process.cwd()}`;
  return { subject: 'Place', detail: `settings come from ${from}` };
}

/** What an embedded Supabase needs of this machine. */
export function checkMachine(settings: Settings): Finding[] {
  return settings.SUPABASE_URL ? [] : [checkPorts(settings), checkData(resolve(settings.DATA_DIR))];
}

function checkPorts({ PORT, EMBEDDED_SUPABASE_PORT }: Settings): Finding {
  const subject = 'Ports';
  if (PORT !== EMBEDDED_SUPABASE_PORT)
    return { subject, detail: `${PORT} for the app, ${EMBEDDED_SUPABASE_PORT} for the embedded Supabase` };
  return {
    subject,
    detail: `PORT and EMBEDDED_SUPABASE_PORT are both ${PORT}`,
    fix: 'Set one of them to another port.',
  };
}

/** The folder, what is in it, and what is in that: a start as another user leaves its files there. */
function listData(folder: string): string[] {
  const inside = (path: string) =>
    readdirSync(path, { withFileTypes: true }).map((entry) => ({ path: join(path, entry.name), entry }));
  const first = inside(folder);
  const second = first.filter(({ entry }) => entry.isDirectory()).flatMap(({ path }) => inside(path));
  return [folder, ...[...first, ...second].map(({ path }) => path)];
}

function checkData(folder: string): Finding {
  const subject = 'Data folder';
  const fix = `As its owner or root: chown -R "$(id -u):$(id -g)" '${folder}' with the user that runs Darkroom, or start it as that owner.`;
  try {
    const user = process.getuid?.();
    const foreign = listData(folder).find((path) => user !== undefined && statSync(path).uid !== user);
    if (foreign) {
      const owner = statSync(foreign).uid;
      return { subject, detail: `${foreign} belongs to user ${owner}, and this is user ${user}`, fix };
    }
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return { subject, detail: folder };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT') return { subject, detail: `${folder}, made at the first start`, unused: true };
    return { subject, detail: `${folder} can't be read and written (${code})`, fix };
  }
}
