import { ClientLog } from './client-log';
import type {
  AttemptRow,
  DatabaseEvent,
  DependencyRow,
  EntryRow,
  GroupRow,
  ImageRow,
  NotificationRow,
  ObjectRow,
  Outcome,
  TaskRow,
} from './database-event';
import { advanceGroup } from './hand-made-groups';

interface Rows {
  tasks: TaskRow;
  task_groups: GroupRow;
  task_dependencies: DependencyRow;
  notifications: NotificationRow;
  task_attempts: AttemptRow;
  generated_images: ImageRow;
  credit_ledger: EntryRow;
  profiles: { user_id: string; credits: number };
  objects: ObjectRow;
  fenced_writes: { task_id: string };
}

const LEASE_MS = 45_000;

/** A history written by hand: each step is a transaction as the product would make it, and any of them can be spoiled. */
export class HandMade {
  readonly events: DatabaseEvent[] = [];
  readonly client = new ClientLog();
  now = 1_000_000;
  #txid = 0;
  #credits = 0;
  readonly #rows = new Map<string, unknown>();

  /** Writes one row in the current transaction, after the one before it. */
  write<Table extends keyof Rows>(table: Table, key: string, row: Rows[Table] | null): void {
    const known = (this.#rows.get(`${table} ${key}`) ?? null) as Rows[Table] | null;
    const op = known === null ? 'insert' : row === null ? 'delete' : 'update';
    const event = {
      seq: this.events.length,
      txid: String(this.#txid),
      at: this.now,
      table,
      op,
      old: known,
      new: row,
    };
    this.events.push(event as unknown as DatabaseEvent);
    this.#rows.set(`${table} ${key}`, row);
  }

  read<Table extends keyof Rows>(table: Table, key: string): Rows[Table] {
    const row = this.#rows.get(`${table} ${key}`);
    if (!row) throw new Error(`no ${key} in ${table}`);
    return row as Rows[Table];
  }

  list<Table extends keyof Rows>(table: Table): Rows[Table][] {
    const rows = [...this.#rows].filter(([name, row]) => name.startsWith(`${table} `) && row !== null);
    return rows.map(([, row]) => row as Rows[Table]);
  }

  change<Table extends keyof Rows>(table: Table, key: string, changes: Partial<Rows[Table]>): void {
    this.write(table, key, { ...this.read(table, key), ...changes });
  }

  begin(afterMs = 10): void {
    this.#txid += 1;
    this.now += afterMs;
  }

  pay(kind: EntryRow['kind'], amount: number, taskId: string | null): void {
    const id = this.events.length;
    this.write('credit_ledger', String(id), { id, user_id: 'ann', task_id: taskId, kind, amount });
    this.#credits += amount;
    this.write('profiles', 'ann', { user_id: 'ann', credits: this.#credits });
  }

  account(credits: number): void {
    this.begin();
    this.write('profiles', 'ann', { user_id: 'ann', credits: 0 });
    this.pay('grant', credits, null);
  }

  create(id: string, changes: Partial<TaskRow> = {}): void {
    this.begin();
    this.insert(id, changes);
  }

  /** A charged picture, in the current transaction. */
  insert(id: string, changes: Partial<TaskRow> = {}): void {
    const task: TaskRow = {
      id,
      user_id: 'ann',
      kind: 'image',
      lane: 'pictures',
      places: null,
      status: 'queued',
      price: 4,
      attempts: 0,
      max_attempts: 2,
      retry_delays: [5],
      run_after: this.now,
      lease_seconds: LEASE_MS / 1000,
      lease_token: null,
      lease_expires_at: null,
      error_code: null,
      version: 1,
      created_at: this.now,
      finished_at: null,
      made_at: null,
      group_id: null,
      waits_for: 0,
      needs: 0,
      result: null,
      inputs: null,
      ...changes,
    };
    const image: ImageRow = {
      task_id: id,
      user_id: 'ann',
      image_urls: [],
      object_key: null,
      thumb_key: null,
      deleted_at: null,
    };
    this.write('tasks', id, task);
    this.write('generated_images', id, image);
    this.pay('charge', -4, id);
  }

  claim(id: string): void {
    this.begin();
    const { attempts, version } = this.read('tasks', id);
    const lease = { lease_token: `lease ${this.#txid}`, lease_expires_at: this.now + LEASE_MS };
    this.change('tasks', id, {
      status: 'processing',
      attempts: attempts + 1,
      version: version + 1,
      ...lease,
    });
    const attempt: AttemptRow = {
      task_id: id,
      attempt: attempts + 1,
      started_at: this.now,
      ended_at: null,
      outcome: null,
    };
    this.write('task_attempts', `${id} ${attempts + 1}`, attempt);
  }

  heartbeat(id: string): void {
    this.begin();
    this.change('tasks', id, { lease_expires_at: this.now + LEASE_MS });
  }

  endAttempt(id: string, outcome: Outcome): void {
    const { attempts } = this.read('tasks', id);
    this.change('task_attempts', `${id} ${attempts}`, { ended_at: this.now, outcome });
  }

  become(id: string, status: TaskRow['status'], changes: Partial<TaskRow> = {}): void {
    const { version } = this.read('tasks', id);
    const finished_at = status === 'queued' ? null : this.now;
    const free = { lease_token: null, lease_expires_at: null };
    this.change('tasks', id, { status, version: version + 1, ...free, finished_at, ...changes });
    if (finished_at !== null) advanceGroup(this, id);
  }

  upload(id: string): void {
    for (const name of [`ann/${id}/original`, `ann/${id}/thumb`]) {
      this.begin();
      this.write('objects', name, { name, version: `of ${this.#txid}`, metadata: { size: 8 } });
    }
  }

  complete(id: string): void {
    this.begin();
    const keys = { object_key: `ann/${id}/original`, thumb_key: `ann/${id}/thumb` };
    this.change('generated_images', id, { image_urls: [`/api/images/${id}`], ...keys });
    this.endAttempt(id, 'completed');
    this.become(id, 'completed');
  }

  fail(id: string): void {
    this.begin();
    this.endAttempt(id, 'failed');
    this.become(id, 'failed', { error_code: 'no_image' });
    this.pay('refund', 4, id);
  }

  retry(id: string): void {
    this.begin();
    this.endAttempt(id, 'failed');
    this.become(id, 'queued', { run_after: this.now + 5000, error_code: 'internal' });
  }

  release(id: string): void {
    this.begin();
    this.endAttempt(id, 'released');
    this.become(id, 'queued', { attempts: this.read('tasks', id).attempts - 1 });
  }

  expire(id: string): void {
    this.begin();
    this.endAttempt(id, 'expired');
    this.become(id, 'queued');
  }

  cancel(id: string): void {
    this.begin();
    if (this.read('tasks', id).status === 'processing') this.endAttempt(id, 'canceled');
    this.become(id, 'canceled');
    this.pay('refund', 4, id);
  }

  deleteImage(id: string): void {
    this.begin();
    this.change('generated_images', id, { deleted_at: this.now });
    this.change('tasks', id, { version: this.read('tasks', id).version + 1 });
  }
}
