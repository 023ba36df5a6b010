import { SettingsError } from '@/lib/env';
import { CommandError } from './command-error';

/** Runs a command and exits with its code. What a person can act on is printed as a sentence, the rest with its stack. */
export async function runCommand(command: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await command();
  } catch (error) {
    const told = error instanceof SettingsError || error instanceof CommandError;
    console.error(told ? error.message : error);
    process.exitCode = 1;
  }
  process.exit();
}
