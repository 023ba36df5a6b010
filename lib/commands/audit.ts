import { spawnSync } from 'node:child_process';
import { runCommand } from '@/lib/process/run-command';
import { readAudit } from './read-audit';

/** Asks the registry about the production dependencies; a vulnerability of level high or above fails. */
await runCommand(async () => {
  const { stdout, error } = spawnSync('npm', ['audit', '--omit=dev', '--json'], { encoding: 'utf8' });
  if (error) throw error;
  const audit = readAudit(stdout);
  if (!audit.answered) {
    console.log(`Dependencies not audited: the registry did not answer (${audit.reason}).`);
    return 0;
  }
  for (const line of audit.severe) console.error(line);
  console.log(
    `Dependencies audited: ${audit.severe.length} vulnerable at level high or above, ${audit.others} below.`,
  );
  return audit.severe.length === 0 ? 0 : 1;
});
