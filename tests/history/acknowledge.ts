import type { HandMade } from './hand-made';

/** A client is told that its tasks, of the usual price, were accepted. */
export const acknowledge = (made: HandMade, taskIds: string[], batchId = 'batch') =>
  made.client.accepted('ann', 4, { taskIds, batchId, credits: { charged: 4 * taskIds.length, balance: 0 } });
