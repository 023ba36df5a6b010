import { runCommand } from '@/lib/process/run-command';
import { runApp } from './run-app';

await runCommand(() => runApp('dev'));
