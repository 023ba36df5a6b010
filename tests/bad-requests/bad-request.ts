/** A request that must be refused, with what may refuse it. */
export interface BadRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  body?: string | Buffer | undefined;
  /** The only statuses that are right for it. */
  statuses: readonly number[];
}
