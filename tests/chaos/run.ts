import { readChaosOptions } from './chaos-options';
import { printFairness } from './print-fairness';
import { printReport } from './print-report';
import { runChaos } from './run-chaos';
import { runFairness } from './run-fairness';

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const [first, ...rest] = process.argv.slice(2);

async function chaos() {
  const options = readChaosOptions(process.argv.slice(2));
  console.log(`Chaos with seed ${options.seed}`);
  const report = await runChaos(options, console.log);
  console.log(`\n${printReport(report)}`);
  return report.checks;
}

async function fairness() {
  if (rest.length > 0) throw new Error('fairness has no options');
  const report = await runFairness({ processes: 8, concurrency: 2, users: 50, tasksEach: 20 });
  console.log(printFairness(report));
  return report.checks;
}

const checks = await (first === 'fairness' ? fairness() : chaos());
process.exit(checks.some(({ violations }) => violations.length > 0) ? 1 : 0);
