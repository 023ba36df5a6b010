import type { CallError } from '@/lib/http/call-api';

interface Common {
  /** Stays the same from the moment of adding. */
  key: string;
  /** A file's name or a picture's prompt, for people. */
  name: string | null;
}

interface Sending extends Common {
  file: File;
  /** The file itself as a blob URL. */
  preview: string;
}

interface Uploading extends Sending {
  status: 'uploading';
}

interface Failed extends Sending {
  status: 'failed';
  fault: CallError['code'];
}

interface Ready extends Common {
  status: 'ready';
  /** Of a picture or an upload. */
  id: string;
  /** The file's blob URL, until the server's picture is loaded. */
  preview?: string;
}

interface Gone extends Common {
  status: 'gone';
  id: string;
}

/** One picture that the next ones are to be made after. */
export type Reference = Uploading | Failed | Ready | Gone;

/** The small version of a picture or an upload. */
export function pictureUrl(id: string): string {
  return `/api/images/${id}?variant=thumb`;
}
