import { setTimeout as wait } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { markdownTable } from 'markdown-table';
import sharp from 'sharp';
import { childProcessId } from '@/bench/memory/child-process-id';
import { residentNow } from '@/bench/memory/resident-bytes';
import { signUp, startApp } from '@/tests/support/app';
import { ended, generate, until } from '@/tests/support/follow';
import { ATTACKS } from './attacks';
import { observe, staticFile } from './observe';
import { startQuickGemini } from './quick-gemini';

/** `npm run attacks -- --seconds 60 --only A`: what one user can do to another, beside what that one notices when all is quiet. */
const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '60' }, only: { type: 'string', default: '' } },
});
const seconds = Number(values.seconds);
const QUIET_SECONDS = 15;
const MB = 2 ** 20;
/** Bounds of the product, for the last column. */
const MOST_MEMORY = 1.5 * 2 ** 30;
const MOST_TIMES_SLOWER = 5;

const picture = await sharp({
  create: {
    width: 2650,
    height: 2650,
    channels: 3,
    background: '#333',
    noise: { type: 'gaussian', mean: 128, sigma: 60 },
  },
})
  .png({ compressionLevel: 1 })
  .toBuffer();

async function attack({ provider, prepare }: (typeof ATTACKS)[number]) {
  const gemini = provider === 'gemini' ? await startQuickGemini(picture) : undefined;
  const app = await startApp({
    SIGNUP_CREDITS: '1000000',
    ...(gemini && { GEMINI_API_KEY: 'attacks', GOOGLE_GEMINI_BASE_URL: gemini.url }),
  });
  try {
    const [victim, attacker] = [await signUp(app), await signUp(app)];
    const { taskId } = await generate(victim);
    await until(victim, taskId, ended);
    const over = new AbortController();
    const begin = await prepare({ app, attacker, signal: over.signal });
    const file = await staticFile(app);

    const watch = (ms: number) => observe(app, victim, { taskId, file, ms });
    const quiet = await watch(QUIET_SECONDS * 1000);
    const attacking = begin();
    const busy = await watch(seconds * 1000);
    over.abort();
    await attacking;
    const { count: lost } = await app
      .admin()
      .from('task_attempts')
      .select('*', { count: 'exact', head: true })
      .eq('outcome', 'expired');
    await wait(QUIET_SECONDS * 1000);
    const left = residentNow(childProcessId(app.pid(), 'next-server'));
    return { quiet, busy, lost: lost ?? Number.NaN, left };
  } finally {
    await app.close();
    gemini?.close();
  }
}

const ms = (value: number) => value.toFixed(0);
const mb = (value: number) => (value / MB).toFixed(0);
const rows = [];
let broken = 0;
for (const entry of ATTACKS.filter(({ name }) => name.startsWith(values.only))) {
  console.error(entry.name);
  const { quiet, busy, lost, left } = await attack(entry);
  const times = busy.pollP95Ms / quiet.pollP95Ms;
  const holds = times <= MOST_TIMES_SLOWER && lost === 0 && busy.serverPeak < MOST_MEMORY;
  if (!holds) broken += 1;
  rows.push([
    entry.name,
    `${ms(quiet.pollP50Ms)}, ${ms(quiet.pollP95Ms)}`,
    `${ms(busy.pollP50Ms)}, ${ms(busy.pollP95Ms)}`,
    times.toFixed(1),
    `${ms(busy.healthMaxMs)}, ${ms(busy.staticMaxMs)}`,
    String(lost),
    `${mb(quiet.serverPeak)}, ${mb(busy.serverPeak)}, ${mb(left)}`,
    mb(busy.groupPeak),
    holds ? 'yes' : 'NO',
  ]);
  console.error(rows.at(-1)?.join(' | '));
}
const head = [
  'attack',
  'poll before: p50, p95 (ms)',
  'meanwhile',
  'p95 ×',
  'slowest health, file (ms)',
  'leases lost',
  'server before, peak, after (MB)',
  'all processes (MB)',
  'holds',
];
console.log(markdownTable([head, ...rows], { align: ['l', ...Array<string>(7).fill('r'), 'l'] }));
process.exit(broken > 0 ? 1 : 0);
