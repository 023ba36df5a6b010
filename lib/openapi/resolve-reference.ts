import type { oas31 } from 'zod-openapi';

/** What stands at `#/components/…` for a reference; anything else is itself. */
export function resolveReference<T extends object>(
  document: oas31.OpenAPIObject,
  value: T | oas31.ReferenceObject,
): T {
  if (!('$ref' in value) || typeof value.$ref !== 'string') return value as T;
  const steps = value.$ref.replace('#/', '').split('/');
  const found = steps.reduce<unknown>(
    (at, step) => (typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[step] : undefined),
    document,
  );
  if (found === undefined) throw new Error(`Nothing is at ${value.$ref}`);
  return found as T;
}
