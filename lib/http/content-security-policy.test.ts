import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { contentSecurityPolicy } from './content-security-policy';

test('production runs the scripts of the nonce only; development may evaluate text', () => {
  const strict = contentSecurityPolicy('bm9uY2U=', { development: false });
  expect(strict).toContain("script-src 'self' 'nonce-bm9uY2U=' 'strict-dynamic';");
  expect(strict).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline|style-src [^;]*unsafe-inline/);
  expect(contentSecurityPolicy('bm9uY2U=', { development: true })).toContain("'unsafe-eval'");
});

test('the hash is that of the styles of the installed Sonner', () => {
  const source = readFileSync(fileURLToPath(import.meta.resolve('sonner')), 'utf8');
  const [, literal = ''] = /__insertCSS\((".*")\)/.exec(source) ?? [];
  const hash = createHash('sha256').update(JSON.parse(literal)).digest('base64');
  expect(contentSecurityPolicy('', { development: false })).toContain(`'sha256-${hash}'`);
});
