import { readChaosOptions } from './chaos-options';
import { printReport } from './print-report';
import { runChaos } from './run-chaos';

const options = readChaosOptions(process.argv.slice(2));
console.log(`Chaos with seed ${options.seed}`);
const report = await runChaos(options, console.log);
console.log(`\n${printReport(report)}`);
process.exit(report.checks.some(({ violations }) => violations.length > 0) ? 1 : 0);
