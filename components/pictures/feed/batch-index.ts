import type { Batch, GenerationSettings, PictureTask } from '@/lib/generation/schema';

/** A batch without its tasks; `key` stays the same when a batch made here gets its id. */
export interface BatchInfo {
  key: string;
  /** Null until the server has answered. */
  batchId: string | null;
  topicId: string | null;
  prompt: string;
  model: string;
  settings: GenerationSettings;
  createdAt: string;
}

/** What is known of batches themselves, under keys that outlast the change from a batch made here to the server's. */
export class BatchIndex {
  private readonly batches = new Map<string, BatchInfo>();
  /** Batch id → key of its row, for batches made here. */
  private readonly keys = new Map<string, string>();

  readonly keyOf = (batchId: string): string => this.keys.get(batchId) ?? batchId;

  all(): Iterable<BatchInfo> {
    return this.batches.values();
  }

  has(batchId: string): boolean {
    return this.batches.has(this.keyOf(batchId));
  }

  /** Whether the server has a batch in this topic. */
  hasIn(topicId: string): boolean {
    return [...this.batches.values()].some((batch) => batch.topicId === topicId && batch.batchId !== null);
  }

  removeIn(topicId: string): void {
    for (const [key, batch] of this.batches) if (batch.topicId === topicId) this.batches.delete(key);
  }

  /** One made here, that the server has not heard of. */
  insert(batch: Omit<BatchInfo, 'batchId'>): void {
    this.batches.set(batch.key, { ...batch, batchId: null });
  }

  /** One as the server has it. */
  merge({ tasks: _, ...batch }: Batch): void {
    const key = this.keyOf(batch.batchId);
    this.batches.set(key, { ...batch, key });
  }

  /** What a task says of its batch: everything if nothing is known yet, else the topic it is in now. */
  mergeFrom({ batchId, topicId, prompt, model, settings, createdAt }: PictureTask): void {
    const key = this.keyOf(batchId);
    const batch = this.batches.get(key);
    if (!batch) this.batches.set(key, { key, batchId, topicId, prompt, model, settings, createdAt });
    else if (batch.topicId !== topicId) this.batches.set(key, { ...batch, topicId });
  }

  /** The batch made here under `key` has this id at the server. */
  assignId(key: string, batchId: string): void {
    const batch = this.batches.get(key);
    if (batch?.batchId !== null) return;
    this.keys.set(batchId, key);
    this.batches.set(key, { ...batch, batchId });
  }
}
