import { z } from 'zod';
import { ApiError } from '@/lib/errors';
import { isSameOrigin } from './origin';
import { readBytes } from './read-bytes';

const MAX_DEPTH = 20;
const FORM = /^\$K[0-9a-f]{1,8}$/;

/** React writes everything that is no plain JSON as a text that begins with $: of these our pages send forms and undefined. */
function isPlain(value: unknown, forms: boolean, depth = 0): boolean {
  if (typeof value === 'string') {
    return (
      !value.startsWith('$') ||
      value.startsWith('$$') ||
      value === '$undefined' ||
      (forms && FORM.test(value))
    );
  }
  if (typeof value !== 'object' || value === null) return true;
  return depth < MAX_DEPTH && Object.values(value).every((part) => isPlain(part, forms, depth + 1));
}

function parseJson(text: FormDataEntryValue | null): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return undefined;
  }
}

/** Whether this is a list of arguments, as React sends them and reads them without a fault; `forms`: with forms among them. */
function isArguments(text: FormDataEntryValue | null, forms = false): boolean {
  const list = parseJson(text);
  return Array.isArray(list) && isPlain(list, forms);
}

const boundSchema = z.strictObject({
  id: z.string().regex(/^[0-9a-f]+$/),
  bound: z.enum(['$@1']).nullable(),
});

/** What a page that has no script yet adds to its form: the action, and the state that it has reached. */
function isField(form: FormData, key: string): boolean {
  const name = /^\$ACTION_REF_([\w-]*)$/.exec(key)?.[1];
  if (name === undefined) return /^\$ACTION_(ID_[0-9a-f]+|KEY|[\w-]*:[01])$/.test(key);
  const { data } = boundSchema.safeParse(parseJson(form.get(`$ACTION_${name}:0`)));
  return data !== undefined && (data.bound === null || isArguments(form.get(`$ACTION_${name}:1`)));
}

/** Whether a form calls an action by its own fields, or (`called`) is the arguments of the one that a header names. */
function isActionForm(form: FormData, called: boolean): boolean {
  const keys = [...form.keys()];
  // None of our forms has a file, and React throws for some.
  if ([...form.values()].some((value) => typeof value !== 'string')) return false;
  if (called) return form.getAll('0').length === 1 && isArguments(form.get('0'), true);
  return keys.filter((key) => key.startsWith('$ACTION_')).every((key) => isField(form, key));
}

const PART =
  /^\r\n(?:[\w-]+: [^\r\n]*\r\n)*Content-Disposition: form-data; name="[^"\r\n]*"\r\n(?:[\w-]+: [^\r\n]*\r\n)*\r\n.*\r\n$/is;

/** Whether these bytes are parted as browsers do it: Next reads arguments with a stricter parser than Request.formData. */
function isParted(body: Buffer, contentType: string): boolean {
  const boundary = /^multipart\/form-data; boundary=([\w'()+,./:=?-]{1,70})$/.exec(contentType)?.[1];
  if (boundary === undefined) return false;
  const [before, ...parts] = `\r\n${body.toString('latin1')}`.split(`\r\n--${boundary}`);
  const end = parts.pop();
  const isPart = (part: string) => PART.test(`${part}\r\n`) && !/\r\nContent-Transfer-Encoding:/i.test(part);
  return before === '' && /^--(\r\n)?$/.test(end ?? '') && parts.every(isPart);
}

/**
 * Whether what is posted to a page is a server action that Next can read, from our own pages. Next itself answers 500 to
 * another origin, to a form or arguments that it can't parse, and to a body that is too large.
 */
export async function checkPagePost(request: Request): Promise<void> {
  if (!isSameOrigin(request)) throw new ApiError('forbidden');
  const type = request.headers.get('content-type') ?? '';
  // As Next asks: in lower case alone.
  const form = type.startsWith('multipart/form-data');
  const called = request.headers.has('next-action');
  if (!form && !called)
    throw new ApiError('unsupported_media_type', { message: 'Send a form of this page.' });
  const body = Buffer.from(await readBytes(request));
  const readable = form ? await isReadableForm(body, type, called) : isArguments(body.toString());
  if (!readable) throw new ApiError('invalid_request', { details: { body: 'is not a form of this page' } });
}

async function isReadableForm(body: Buffer<ArrayBuffer>, type: string, called: boolean): Promise<boolean> {
  try {
    const form = await new Response(body, { headers: { 'Content-Type': type } }).formData();
    return isActionForm(form, called) && (!called || isParted(body, type));
  } catch {
    return false;
  }
}
