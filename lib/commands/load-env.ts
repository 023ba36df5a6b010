import nextEnv from '@next/env';

/** Reads .env files the way Next does, so that every command sees the same settings. */
export function loadEnv(development = process.env.NODE_ENV === 'development'): void {
  nextEnv.loadEnvConfig(process.cwd(), development, { info: () => undefined, error: console.error });
}
