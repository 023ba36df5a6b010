import { startNext } from '@/lib/commands/next-process';
import { isBuildCurrent } from '@/tests/support/is-build-current';

/** The production build of what is in the folder now: what is measured in a browser is what people get. */
export async function buildIfStale(): Promise<void> {
  if (isBuildCurrent()) return;
  console.error('  building');
  const code = await startNext('build', [], { NODE_ENV: 'production' }).ended;
  if (code !== 0) throw new Error('The build failed, see above.');
}
