import { examine } from './doctor/examine';
import { loadEnv } from './load-env';
import { runCommand } from './run-command';

await runCommand(async () => {
  loadEnv();
  const findings = await examine();
  for (const { subject, detail, fix, unused } of findings) {
    console.log(`${fix ? '✗' : unused ? '–' : '✓'} ${subject}: ${detail}`);
    if (fix) console.log(`  → ${fix}`);
  }
  const wrong = findings.filter(({ fix }) => fix).length;
  console.log(wrong === 0 ? 'Nothing to fix.' : `${wrong} to fix.`);
  return wrong === 0 ? 0 : 1;
});
