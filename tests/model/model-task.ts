/** A point in the queue: units of time that passed, then the order of the calls, then the place within a call. */
export type Moment = [seconds: number, call: number, index: number];

export const compare = (a: Moment, b: Moment): number =>
  a[0] === b[0] ? a[1] - b[1] || a[2] - b[2] : a[0] < b[0] ? -1 : 1;

/** What the model knows of a task. */
export interface ModelTask {
  id: string;
  userId: string;
  slot: string;
  price: number;
  status: 'queued' | 'processing' | 'completed' | 'failed' | 'canceled';
  attempts: number;
  delays: readonly number[];
  due: Moment;
  madeAt: Moment;
  startedAt: Moment | null;
  /** When its last attempt failed that is followed by a retry. */
  failedAt: number;
  made: boolean;
  lease: { token: string; until: number } | null;
  errorCode: string | null;
  /** By attempt; null while it is open. */
  outcomes: (string | null)[];
  hasPicture: boolean;
  deletedAt: number | null;
  purgeAt: number | null;
}

export const isEnded = ({ status }: ModelTask): boolean => status !== 'queued' && status !== 'processing';
