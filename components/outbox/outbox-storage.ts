import type { Sending } from './sending';

/**
 * Where unsent orders of an account outlast their page. Each change reads what is there and writes it back: other tabs keep
 * theirs in the same place. Browsers may forbid storage; then they last as long as the page.
 */
export class OutboxStorage {
  private readonly key: string;

  constructor(account: string) {
    this.key = `darkroom.outbox:${account}`;
  }

  list(): Sending[] {
    try {
      const stored: unknown = JSON.parse(localStorage.getItem(this.key) ?? '[]');
      return Array.isArray(stored) ? stored.filter(isSending) : [];
    } catch {
      return [];
    }
  }

  put(sending: Sending): void {
    this.write([...this.list().filter(({ key }) => key !== sending.key), sending]);
  }

  remove(gone: string): void {
    this.write(this.list().filter(({ key }) => key !== gone));
  }

  /** Calls back when another tab has changed them. */
  watch(listener: () => void, signal: AbortSignal): void {
    const onStorage = ({ key }: StorageEvent) => {
      if (key === this.key) listener();
    };
    window.addEventListener('storage', onStorage, { signal });
  }

  private write(sendings: readonly Sending[]): void {
    try {
      if (sendings.length > 0) localStorage.setItem(this.key, JSON.stringify(sendings));
      else localStorage.removeItem(this.key);
    } catch (error) {
      console.info('What is not sent yet is not kept: this browser refuses storage.', error);
    }
  }
}

/** Of this version of the app; what another one has left behind is not understood, and not sent. */
function isSending(value: unknown): value is Sending {
  const { key, order, createdAt, failures, state } = (value ?? {}) as Partial<Sending>;
  return (
    typeof key === 'string' &&
    typeof order?.prompt === 'string' &&
    Array.isArray(order.taskIds) &&
    typeof createdAt === 'string' &&
    typeof failures === 'number' &&
    typeof state?.is === 'string'
  );
}
