/** Of every `data` in the answers of generateContent: bytes in base64, up to 27 MB of it. */
const BYTES_FOLLOW = /"data"\s*:\s*$/;
/** So much of what came before a string tells its key. */
const KEY_LENGTH = 32;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** The text around the bytes, with a number in the place of each; and the bytes. */
interface Parts {
  text: string;
  bytes: Uint8Array[];
}

/**
 * Parses JSON while it comes. What stands under a key `data` is decoded from base64 piece by piece and is a Uint8Array in
 * the result: parsed as a whole, a picture of 20 MB would stop everything else in the process for a fifth of a second.
 * Rejects with SyntaxError, like JSON.parse.
 */
export async function readAnswer(body: ReadableStream<Uint8Array> | null): Promise<unknown> {
  const scanner = new Scanner();
  for await (const piece of body ?? []) scanner.push(piece);
  const { text, bytes } = scanner.end();
  return JSON.parse(text, (key, value: unknown) =>
    key === 'data' && typeof value === 'string' ? bytes[Number(value)] : value,
  );
}

/** Looks for the ends of strings; whatever is no such string goes into the text as it is. */
class Scanner {
  private readonly utf8 = new TextDecoder();
  private text = '';
  private readonly bytes: Uint8Array[] = [];
  private decoder: Base64Decoder | undefined;
  private inString = false;
  /** What of an escape has come so far; begins with a backslash. */
  private escape = '';

  push(piece: Uint8Array): void {
    let at = 0;
    while (at < piece.length) {
      if (this.escape) at = this.continueEscape(piece, at);
      else if (this.inString) at = this.continueString(piece, at);
      else at = this.findString(piece, at);
    }
  }

  end(): Parts {
    return { text: this.text + this.utf8.decode(), bytes: this.bytes };
  }

  private findString(piece: Uint8Array, at: number): number {
    const quote = piece.indexOf(QUOTE, at);
    if (quote < 0) return this.copy(piece, at, piece.length);
    if (BYTES_FOLLOW.test((this.text + latin1(piece, at, quote)).slice(-KEY_LENGTH)))
      this.decoder = new Base64Decoder();
    this.inString = true;
    return this.copy(piece, at, quote + 1);
  }

  private continueString(piece: Uint8Array, at: number): number {
    const quote = piece.indexOf(QUOTE, at);
    const end = quote < 0 ? piece.length : quote;
    const backslash = piece.subarray(at, end).indexOf(BACKSLASH);
    if (backslash >= 0) {
      this.take(piece, at, at + backslash);
      this.escape = '\\';
      return at + backslash + 1;
    }
    this.take(piece, at, end);
    if (quote < 0) return end;
    if (this.decoder) {
      this.text += this.bytes.push(this.decoder.end()) - 1;
      this.decoder = undefined;
    }
    this.inString = false;
    return this.copy(piece, quote, quote + 1);
  }

  private continueEscape(piece: Uint8Array, at: number): number {
    this.escape += latin1(piece, at, at + 1);
    if (this.escape[1] !== 'u' || this.escape.length === 6) {
      if (this.decoder) this.decoder.push(String(JSON.parse(`"${this.escape}"`)));
      else this.text += this.escape;
      this.escape = '';
    }
    return at + 1;
  }

  private take(piece: Uint8Array, from: number, to: number): void {
    if (this.decoder) this.decoder.push(latin1(piece, from, to));
    else this.copy(piece, from, to);
  }

  private copy(piece: Uint8Array, from: number, to: number): number {
    this.text += this.utf8.decode(piece.subarray(from, to), { stream: true });
    return to;
  }
}

/** Decodes base64 that comes in pieces of any length, into one piece of memory that grows by doubling. */
class Base64Decoder {
  private rest = '';
  private bytes: Buffer = Buffer.allocUnsafeSlow(64 * 1024);
  private length = 0;

  push(text: string): void {
    const all = this.rest + text;
    const whole = all.length - (all.length % 4);
    this.rest = all.slice(whole);
    this.decode(all.slice(0, whole));
  }

  end(): Uint8Array {
    this.decode(this.rest);
    return this.bytes.subarray(0, this.length);
  }

  private decode(text: string): void {
    const needed = this.length + text.length;
    if (needed > this.bytes.length) {
      const larger = Buffer.allocUnsafeSlow(Math.max(needed, 2 * this.bytes.length));
      this.bytes.copy(larger, 0, 0, this.length);
      this.bytes = larger;
    }
    this.length += this.bytes.write(text, this.length, 'base64');
  }
}

function latin1(piece: Uint8Array, from: number, to: number): string {
  return Buffer.from(piece.buffer, piece.byteOffset + from, to - from).toString('latin1');
}
