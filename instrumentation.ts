/** Runs once at server start: checks the settings, tells the database what it must know, starts the background work. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== 'nodejs') return;
  const { startServer } = await import('@/lib/worker/start-server');
  await startServer();
}
