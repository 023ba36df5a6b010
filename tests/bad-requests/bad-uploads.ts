import fc from 'fast-check';
import type { BadRequest } from './bad-request';
import { oddText } from './odd-texts';

type Part = { head: string; content: Buffer };

const BOUNDARY = 'a-boundary';

const fileNamed = (name: string, fileName = 'picture.png') =>
  `Content-Disposition: form-data; name="${name}"; filename="${fileName}"\r\nContent-Type: image/png`;

function multipart(parts: Part[]): Buffer {
  const all = parts.flatMap(({ head, content }) => [
    Buffer.from(`--${BOUNDARY}\r\n${head}\r\n\r\n`),
    content,
    Buffer.from('\r\n'),
  ]);
  return Buffer.concat([...all, Buffer.from(`--${BOUNDARY}--\r\n`)]);
}

const sent = (body: Buffer, status: number, type = `multipart/form-data; boundary=${BOUNDARY}`) => ({
  body,
  headers: { ...(type && { 'Content-Type': type }) },
  statuses: [status],
});

/** Begins like a picture, and is none. */
const noPicture: fc.Arbitrary<Buffer> = fc
  .tuple(
    fc.constantFrom(
      '',
      '\x89PNG\r\n\x1a\n',
      '\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x20\0\0\0\x20\x08\x02\0\0\0',
      '\x89PNG\r\n\x1a\n\0\0\0\rIHDR\x7f\xff\xff\xff\x7f\xff\xff\xff\x08\x06\0\0\0',
      '\x89PNG\r\n\x1a\n\xff\xff\xff\xffacTL',
      '\xff\xd8\xff\xe0\0\x10JFIF\0',
      '\xff\xd8\xff\xe1\xff\xffExif\0\0',
      'RIFF\x10\0\0\0WEBPVP8 ',
      'RIFF\xff\xff\xff\xffWEBPVP8X\x0a\0\0\0\x02',
      'GIF89a',
      '%PDF-1.7',
      '<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>',
      '\0\0\0\x20ftypavif',
    ),
    fc.oneof(
      fc.uint8Array({ maxLength: 300 }),
      oddText.map((text) => Buffer.from(text)),
    ),
  )
  .map(([head, rest]) => Buffer.concat([Buffer.from(head, 'latin1'), rest]));

const file = noPicture.map((content) => ({ head: fileNamed('file'), content }));

/** Forms that are no form with one picture in its field `file`. */
export const badUpload: fc.Arbitrary<Pick<BadRequest, 'body' | 'headers' | 'statuses'>> = fc.oneof(
  { weight: 4, arbitrary: file.map((part) => sent(multipart([part]), 400)) },
  fc.array(file, { minLength: 2, maxLength: 5 }).map((parts) => sent(multipart(parts), 400)),
  fc.constant(sent(multipart([]), 400)),
  // Other fields, before or behind the file; names and file names as they should not be.
  fc.tuple(file, oddText, oddText, fc.boolean()).map(([part, name, fileName, first]) => {
    const other = { ...part, head: fileNamed(name, fileName) };
    return sent(multipart(first ? [other, part] : [part, other]), 400);
  }),
  fc
    .tuple(file, oddText)
    .map(([part, name]) => sent(multipart([{ ...part, head: fileNamed('file', name) }]), 400)),
  oddText.map((head) => sent(multipart([{ head, content: Buffer.from('x') }]), 400)),
  noPicture.map((content) =>
    sent(multipart([{ head: 'Content-Disposition: form-data; name="file"', content }]), 400),
  ),
  // Cut anywhere; with another boundary or none; of another type.
  fc.tuple(file, fc.double({ min: 0, max: 1, noNaN: true })).map(([part, length]) => {
    const body = multipart([part]);
    return sent(body.subarray(0, Math.floor(body.length * length)), 400);
  }),
  fc
    .tuple(
      file,
      fc.constantFrom(
        '',
        '; boundary=',
        '; boundary=other',
        '; boundary="',
        `; charset=x; boundary=${BOUNDARY}\xe9`,
      ),
    )
    .map(([part, parameters]) => sent(multipart([part]), 400, `multipart/form-data${parameters}`)),
  fc
    .tuple(
      file,
      fc.constantFrom(
        '',
        'image/png',
        'application/json',
        'application/x-www-form-urlencoded',
        'application/octet-stream',
        `multipart/mixed; boundary=${BOUNDARY}`,
        `multipart/form-dataa; boundary=${BOUNDARY}`,
        'multipart',
      ),
    )
    .map(([part, type]) => sent(multipart([part]), 415, type)),
);
