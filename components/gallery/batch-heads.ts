import type { Batch, Task } from '@/lib/generation/schema';
import type { BatchHead } from './feed-rows';

/** What is known of batches themselves, under keys that outlast the change from a batch made here to the server's. */
export class BatchHeads {
  private readonly heads = new Map<string, BatchHead>();
  /** Batch id → key of its row, for batches made here. */
  private readonly keys = new Map<string, string>();

  readonly keyOf = (batchId: string): string => this.keys.get(batchId) ?? batchId;

  all(): Iterable<BatchHead> {
    return this.heads.values();
  }

  has(batchId: string): boolean {
    return this.heads.has(this.keyOf(batchId));
  }

  /** Whether the server has a batch in this topic. */
  hasIn(topicId: string): boolean {
    return [...this.heads.values()].some((head) => head.topicId === topicId && head.batchId !== null);
  }

  removeIn(topicId: string): void {
    for (const [key, head] of this.heads) if (head.topicId === topicId) this.heads.delete(key);
  }

  /** One made here, that the server has not heard of. */
  insert(head: Omit<BatchHead, 'batchId'>): void {
    this.heads.set(head.key, { ...head, batchId: null });
  }

  /** One as the server has it. */
  take({ tasks: _, ...head }: Batch): void {
    const key = this.keyOf(head.batchId);
    this.heads.set(key, { ...head, key });
  }

  /** What a task says of its batch: everything if nothing is known yet, else the topic it is in now. */
  learnFrom({ batchId, topicId, prompt, model, settings, createdAt }: Task): void {
    const key = this.keyOf(batchId);
    const head = this.heads.get(key);
    if (!head) this.heads.set(key, { key, batchId, topicId, prompt, model, settings, createdAt });
    else if (head.topicId !== topicId) this.heads.set(key, { ...head, topicId });
  }

  /** The batch made here under `key` has this id at the server. */
  adopt(key: string, batchId: string): void {
    const head = this.heads.get(key);
    if (head?.batchId !== null) return;
    this.keys.set(batchId, key);
    this.heads.set(key, { ...head, batchId });
  }
}
