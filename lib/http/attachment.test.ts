import { parse } from 'content-disposition';
import { expect, it } from 'vitest';
import { attachment } from './attachment';

it.each([
  ['a-lighthouse-7.png', 'attachment; filename="a-lighthouse-7.png"'],
  [
    'céu-à-noite-7.png',
    `attachment; filename="ceu-a-noite-7.png"; filename*=UTF-8''c%C3%A9u-%C3%A0-noite-7.png`,
  ],
  ['夜-7.png', `attachment; filename="7.png"; filename*=UTF-8''%E5%A4%9C-7.png`],
])('%s', (name, header) => {
  expect(attachment(name)).toBe(header);
});

it.each(['a"b\\c;d.png', 'filename=x.png', '50%-é.png', "it's.png", '夜の山 𠮷.zip'])(
  'brings %s over',
  (name) => {
    const header = attachment(name);
    expect(header).toMatch(/^[\x20-\x7e]+$/);
    expect(parse(header).parameters.filename).toBe(name);
  },
);
