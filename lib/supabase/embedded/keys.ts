import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const keysSchema = z.object({ publishableKey: z.string(), secretKey: z.string(), jwtSecret: z.string() });
export type EmbeddedKeys = z.infer<typeof keysSchema>;

const random = () => randomBytes(24).toString('base64url');

/** The keys kept in `dataDir`, made at the first call; whichever of two processes writes them first wins. */
export function embeddedKeys(dataDir: string): EmbeddedKeys {
  const file = join(dataDir, 'keys.json');
  mkdirSync(dataDir, { recursive: true });
  const draft = `${file}.${process.pid}.${random()}`;
  const keys: EmbeddedKeys = {
    publishableKey: `sb_publishable_${random()}`,
    secretKey: `sb_secret_${random()}`,
    jwtSecret: random() + random(),
  };
  writeFileSync(draft, JSON.stringify(keys, null, 2), { mode: 0o600, flush: true });
  try {
    linkSync(draft, file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    rmSync(draft);
  }
  return keysSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
}
