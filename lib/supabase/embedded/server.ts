import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join, resolve } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { applyPendingMigrations, createApi } from '@supabase/lite/cli';
import { embeddedConfig } from './config';
import { type EmbeddedOptions, embeddedOptionsSchema } from './options';

/**
 * The process of the embedded Supabase. It outlives SIGTERM and SIGINT of its group, so that the app can still give its
 * leases back, and stops when its parent says so or is gone.
 */
async function serve(options: EmbeddedOptions): Promise<void> {
  const project = resolve(options.dataDir, 'supabase');
  const migrations = join(project, 'supabase', 'migrations');
  mkdirSync(project, { recursive: true });
  rmSync(migrations, { recursive: true, force: true });
  cpSync(resolve('supabase/migrations'), migrations, { recursive: true });
  writeFileSync(join(project, 'supabase', 'config.toml'), embeddedConfig(options), { mode: 0o600 });
  process.chdir(project);

  const { project: api } = await createApi({ withSupabaseClient: false });
  const listening = createServer();
  await new Promise<void>((done, fail) => {
    listening.once('error', fail);
    listening.listen(options.port, '127.0.0.1', done);
  });
  const app = await api.local.createApp(undefined, { admin: false });
  if (app.hasEnabledSystemBaseSchema()) await app.ensureSystemSchema();
  await applyPendingMigrations(app);
  listening.on(
    'request',
    getRequestListener((request) => app.fetch(request, { peerAddress: null })),
  );

  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    listening.close();
    listening.closeAllConnections();
    await app.connection.close();
    process.exit(0);
  };
  process.on('message', (message) => message === 'stop' && void stop());
  process.on('disconnect', () => void stop());
  process.send?.({ ready: true });
}

for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined);

process.once('message', (message) => {
  serve(embeddedOptionsSchema.parse(message)).catch((error: unknown) => {
    process.send?.({ error: error instanceof Error ? error.message : String(error) }, () => process.exit(1));
  });
});
