import nextEnv from '@next/env';

/** Reads .env files the way Next does, so that every command sees the same settings. */
export function loadEnv(): void {
  nextEnv.loadEnvConfig(process.cwd(), process.env.NODE_ENV !== 'production', {
    info: () => undefined,
    error: console.error,
  });
}
