import { runApp } from './run-app';
import { runCommand } from './run-command';

await runCommand(() => runApp('dev'));
