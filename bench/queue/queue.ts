interface Drained {
  seconds: number;
  /** How long each claim took, in ms, from the call to its answer. */
  claimMs: number[];
}

/** A queue under measurement. Its connections are its own: as many as the others', through the client its users have. */
export interface Queue {
  /** Saves this many new jobs, one call each, from all connections at once; the seconds it took. */
  enqueue(count: number): Promise<number>;
  /** Claims and completes this many waiting jobs, which do nothing, one by one from all connections at once. */
  drain(count: number): Promise<Drained>;
  /** Lets finished jobs lie behind, this many in all, as its own work leaves them. */
  leaveFinished(count: number): Promise<void>;
  close(): Promise<void>;
}
