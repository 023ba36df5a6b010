import type { Answer, Claimed } from './call';
import type { Expected } from './lifecycle-model';

const claims = (claimed: Claimed[]): [string, number][] =>
  claimed.map(({ taskId, attempt }) => [taskId, attempt]);

/** An answer in the model's words. */
export function comparable(answer: Answer): Expected {
  if ('accepted' in answer) {
    const { batchId: _, claimed, ...rest } = answer.accepted;
    return { accepted: { ...rest, claimed: claims(claimed) } };
  }
  return 'claimed' in answer ? { ...answer, claimed: claims(answer.claimed) } : answer;
}
