import nextEnv from '@next/env';
import { SettingsError } from '@/lib/env';

/** A fault that the person at the terminal can do something about; its message is all they need. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

/** Reads .env files the way Next does, so that every command sees the same settings; returns which there were, the strongest first. */
export function loadEnv(development = process.env.NODE_ENV === 'development'): string[] {
  const { loadedEnvFiles } = nextEnv.loadEnvConfig(process.cwd(), development, {
    info: () => undefined,
    error: console.error,
  });
  return loadedEnvFiles.map(({ path }) => path);
}

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
