/** Where the bytes of pictures live. Failures reject with TaskError `storage_failed`. */
export interface ImageStore {
  /** The bytes under a key, or null if there are none. */
  read(key: string): Promise<Uint8Array | null>;
  /** Writes bytes once: if the key holds some already, those stay and are returned instead. */
  writeOnce(key: string, bytes: Uint8Array, mimeType: string): Promise<Uint8Array>;
  /** Removes keys; absent ones are fine. */
  remove(keys: string[]): Promise<void>;
}
