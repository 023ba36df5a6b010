/** What app and workers ask of Supabase, wherever an answer that never comes could lose or double something. */
export const FAULT_OPERATIONS = [
  'accept',
  'retry',
  'cancel',
  'claim',
  'heartbeat',
  'find',
  'keep',
  'upload',
  'thumb',
  'complete',
  'fail',
  'release',
  'sweep',
  'remove',
  'purged',
] as const;
export type FaultOperation = (typeof FAULT_OPERATIONS)[number];

const FUNCTIONS: Record<string, FaultOperation> = {
  create_generation: 'accept',
  create_retry: 'retry',
  cancel_task: 'cancel',
  claim_tasks: 'claim',
  heartbeat_tasks: 'heartbeat',
  keep_picture: 'keep',
  complete_image: 'complete',
  complete_task: 'complete',
  complete_title: 'complete',
  fail_task: 'fail',
  release_task: 'release',
  sweep_tasks: 'sweep',
  mark_purged: 'purged',
};

const BUCKET = '/storage/v1/object/generations';
const OBJECT = new RegExp(`^${BUCKET}/[^/]+/([0-9a-f-]{36})/(original|thumb\\.webp)$`);

const ID_FIELDS = ['p_task_id', 'p_new_task_id', 'taskId'];

/** Ids of the tasks that a request or an answer of these functions names. */
export function taskIdsIn(body: unknown): string[] {
  if (Array.isArray(body)) return body.flatMap(taskIdsIn);
  if (typeof body !== 'object' || body === null) return [];
  return Object.entries(body).flatMap(([name, value]) => {
    if (typeof value === 'string' && ID_FIELDS.includes(name)) return [value];
    if (name === 'p_task_ids' && Array.isArray(value)) return value.map(String);
    if (name === 'prefixes' && Array.isArray(value))
      return value.map((key) => String(key).split('/')[1] ?? '');
    return name === 'tasks' || name === 'claimed' || name === 'p_leases' ? taskIdsIn(value) : [];
  });
}

/** Which operation a request to Supabase is, if it is one that matters here, and whose. */
export function faultOperation(
  method: string,
  path: string,
  body: unknown,
): { operation: FaultOperation; taskIds: string[] } | undefined {
  const called = FUNCTIONS[/^\/rest\/v1\/rpc\/(\w+)$/.exec(path)?.[1] ?? ''];
  if (called) return { operation: called, taskIds: taskIdsIn(body) };
  if (method === 'DELETE' && path === BUCKET) return { operation: 'remove', taskIds: taskIdsIn(body) };
  const [, taskId, name] = OBJECT.exec(path) ?? [];
  if (!taskId) return undefined;
  if (method === 'POST') return { operation: name === 'original' ? 'upload' : 'thumb', taskIds: [taskId] };
  return method === 'GET' && name === 'original' ? { operation: 'find', taskIds: [taskId] } : undefined;
}
