import type { oas31 } from 'zod-openapi';

const METHODS = ['get', 'post', 'patch', 'delete'] as const;

export interface ListedOperation {
  path: string;
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  operation: oas31.OperationObject;
}

/** All operations of a document, route by route. */
export function listOperations(document: oas31.OpenAPIObject): ListedOperation[] {
  return Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method];
      return operation
        ? [{ path, method: method.toUpperCase() as ListedOperation['method'], operation }]
        : [];
    }),
  );
}

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
