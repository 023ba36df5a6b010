import { loadEnv, runCommand } from '@/lib/process/run-command';
import { examine } from './doctor/examine';

await runCommand(async () => {
  const findings = await examine(loadEnv());
  for (const { subject, detail, fix, unused } of findings) {
    console.log(`${fix ? '✗' : unused ? '–' : '✓'} ${subject}: ${detail}`);
    if (fix) console.log(`  → ${fix}`);
  }
  const wrong = findings.filter(({ fix }) => fix).length;
  console.log(wrong === 0 ? 'Nothing to fix.' : `${wrong} to fix.`);
  return wrong === 0 ? 0 : 1;
});
