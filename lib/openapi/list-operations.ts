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
