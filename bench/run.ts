import { writeFileSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import { parseArgs } from 'node:util';
import { buildIfStale } from '@/lib/commands/build-if-stale';
import { printTable } from './print-table';
import type { Row } from './row';

/** `npm run bench -- queue page` measures these two. Each has the machine for itself. */
const PARTS: Record<string, () => Promise<Row[]>> = {
  polling: async () => (await import('./polling/measure-polling')).measurePolling(),
  accept: async () => (await import('./accept/measure-accept')).measureAccept(),
  load: async () => (await import('./accept/measure-load')).measureLoad(),
  picture: async () => (await import('./picture/measure-picture')).measurePicture(),
  flight: async () => (await import('./flight/measure-flight')).measureFlight(),
  poll: async () => (await import('./poll/measure-poll')).measurePoll(),
  memory: async () => (await import('./memory/measure-memory')).measureMemory(),
  page: async () => (await import('./page/measure-page')).measurePage(),
  groups: async () => (await import('./groups/measure-groups')).measureGroups(),
  queue: async () => (await import('./queue/measure-queue')).measureQueue(),
};

const { positionals } = parseArgs({ allowPositionals: true });
// Almost all of it is measured on the production build: what people get.
await buildIfStale();
const rows: Row[] = [];
for (const name of positionals.length > 0 ? positionals : Object.keys(PARTS)) {
  const measure = PARTS[name];
  if (!measure) throw new Error(`No part is called "${name}". There are: ${Object.keys(PARTS).join(', ')}.`);
  console.error(`measuring: ${name}`);
  rows.push(...(await measure()));
}

const machine = `${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GB, Node.js ${process.version}`;
console.log(`${machine}\n\n${printTable(rows)}`);
writeFileSync(new URL('results.json', import.meta.url), `${JSON.stringify(rows, null, 2)}\n`);
process.exitCode = rows.some((row) => row.holds === false) ? 1 : 0;
