import type { HandMade } from './hand-made';

/** A client sees a task as it is now. */
export const see = (made: HandMade, taskId: string, images: unknown[] = []) => {
  const { status, version } = made.read('tasks', taskId);
  const error = status === 'failed' ? { error: { refunded: true } } : {};
  made.client.observed({ taskId, status, version, images, ...error });
};
