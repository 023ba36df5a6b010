import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Finding } from './finding';
import type { Installation } from './read-installation';

const MIGRATIONS = fileURLToPath(new URL('../../../supabase/migrations', import.meta.url));
const PUSH = 'npx supabase db push --remote=<database url>';
const MARK = 'npx supabase db query --remote=<database url> -f supabase/mark-baseline.sql';
const MIME_TYPES = ['application/octet-stream', 'image/jpeg', 'image/png', 'image/webp'];

/** Migrations, row level security, rights and bucket, as the migrations of this checkout want them. */
export function checkDatabase(installation: Installation): Finding[] {
  return [
    checkMigrations(installation),
    nothing('Row level security', 'on for every table', installation.tablesWithoutRls, (tables) =>
      tables.map((table) => `alter table ${table} enable row level security;`).join(' '),
    ),
    nothing('Rights on tables', 'reading only', installation.grants, (grants) =>
      grants.map((grant) => `revoke ${grant.replace(/^(\S+) (.+)$/, '$2 from $1')};`).join(' '),
    ),
    nothing('Rights on functions', 'the server’s alone', installation.openFunctions, (calls) =>
      calls
        .map((call) =>
          call.replace(/^(\S+) may call (.+)$/, 'revoke execute on function $2 from public, $1;'),
        )
        .join(' '),
    ),
    checkBucket(installation),
  ];
}

function nothing(subject: string, fine: string, found: string[], fix: (found: string[]) => string): Finding {
  if (found.length === 0) return { subject, detail: fine };
  return { subject, detail: found.join(', '), fix: `As the owner of the database: ${fix(found)}` };
}

function checkMigrations({ migrations }: Installation): Finding {
  const subject = 'Migrations';
  if (!migrations) return { subject, detail: 'nobody keeps a list of them in this database' };
  const wanted = readdirSync(MIGRATIONS)
    .map((file) => file.split('_')[0] ?? '')
    .sort();
  const missing = wanted.filter((version) => !migrations.includes(version));
  const [baseline = ''] = wanted;
  if (migrations.some((version) => version < baseline))
    return {
      subject,
      detail: 'those from before the baseline',
      fix: `Say that it is at the baseline: ${MARK}, then ${PUSH}`,
    };
  if (missing.length > 0)
    return { subject, detail: `missing: ${missing.join(', ')}`, fix: `Apply them: ${PUSH}` };
  return { subject, detail: `all ${wanted.length} applied` };
}

function checkBucket({ bucket }: Installation): Finding {
  const subject = 'Bucket';
  if (!bucket)
    return {
      subject,
      detail: 'generations is missing',
      fix: `Make it as in supabase/schemas/20_storage.sql, or ${PUSH}`,
    };
  if (bucket.public) {
    return {
      subject,
      detail: 'generations is public: anybody with a key of it sees the picture',
      fix: "As the owner of the database: update storage.buckets set public = false where id = 'generations';",
    };
  }
  const { fileSizeLimit, mimeTypes } = bucket;
  if (!fileSizeLimit || mimeTypes?.toSorted().join() !== MIME_TYPES.join()) {
    return {
      subject,
      detail: `generations takes ${mimeTypes?.join(', ') ?? 'anything'} of ${fileSizeLimit ?? 'any number of'} bytes`,
      fix: `As the owner of the database: update storage.buckets set file_size_limit = 52428800, allowed_mime_types = array['${MIME_TYPES.join("', '")}'] where id = 'generations';`,
    };
  }
  return { subject, detail: 'generations is there, and private' };
}
