import { after } from 'next/server';
import type { Accepted } from '@/lib/generation/accept';
import type { GenerateResponse } from '@/lib/generation/request-schema';
import type { ClaimedTask } from '@/lib/tasks/claimed-task';
import { taskRunner } from './task-runner';

/** The `maxDuration` of the routes that work after or before their answer. */
const MAX_SECONDS = 300;
const MARGIN_SECONDS = 15;

/** When the work of a request that has just come must have ended, in ms of performance.now. */
export function workEndsAt(): number {
  return performance.now() + (MAX_SECONDS - MARGIN_SECONDS) * 1000;
}

/**
 * Starts the work once the answer has left: a head start only, since leases and sweep guarantee it without this. Where
 * no loop runs, the time that is left serves what waits for a place or its retry.
 */
export function runAfterAnswer(claimed: ClaimedTask[], givePlaces: () => void = () => undefined): void {
  const runner = taskRunner();
  const endsAt = workEndsAt();
  if (runner.looping && claimed.length === 0) {
    givePlaces();
    return;
  }
  after(async () => {
    const work = runner.looping ? runner.run(claimed) : runner.drain(endsAt, claimed);
    givePlaces();
    await work;
  });
}

/** Accepts `count` tasks, of which as many start at once as this process has places for, and runs those after the answer. */
export async function acceptAndRun(
  count: number,
  accept: (places: number) => Promise<Accepted>,
): Promise<GenerateResponse> {
  const { places, give } = taskRunner().reserve('pictures', count);
  try {
    const { response, claimed } = await accept(places);
    give(places - claimed.length);
    runAfterAnswer(claimed, give);
    return response;
  } catch (error) {
    give();
    throw error;
  }
}
