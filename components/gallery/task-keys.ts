/** The SWR keys of what a page keeps current; mutating one asks at once. */
export const TASK_KEYS = {
  pending: '/api/generate-image/pending',
  poll: '/api/generate-image/polling',
  firstPage: '/api/batches',
} as const;
