import { openAsBlob, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

/** The part of curl that the API's examples use, for machines without it. */
const { values, positionals } = parseArgs({
  args: process.argv.slice(2),
  allowPositionals: true,
  options: {
    silent: { type: 'boolean', short: 's' },
    'show-error': { type: 'boolean', short: 'S' },
    request: { type: 'string', short: 'X' },
    header: { type: 'string', short: 'H', multiple: true, default: [] },
    data: { type: 'string', short: 'd' },
    form: { type: 'string', short: 'F', multiple: true, default: [] },
    output: { type: 'string', short: 'o' },
    'dump-header': { type: 'string', short: 'D' },
  },
});

async function formOf(fields: string[]): Promise<FormData> {
  const form = new FormData();
  for (const field of fields) {
    const [, name = '', file = ''] = /^(\w+)=@(.+)$/.exec(field) ?? [];
    form.set(name, await openAsBlob(file), file);
  }
  return form;
}

const body = values.form.length > 0 ? await formOf(values.form) : (values.data ?? null);
const response = await fetch(positionals[0] ?? '', {
  method: values.request ?? (body === null ? 'GET' : 'POST'),
  headers: values.header.map((line) => {
    const [, name = '', value = ''] = /^([^:]+): (.*)$/s.exec(line) ?? [];
    return [name, value] satisfies [string, string];
  }),
  body,
});
const head = [...response.headers].map(([name, value]) => `${name}: ${value}\r\n`).join('');
writeFileSync(values['dump-header'] ?? '/dev/null', `HTTP/1.1 ${response.status}\r\n${head}\r\n`);
const bytes = new Uint8Array(await response.arrayBuffer());
if (values.output) writeFileSync(values.output, bytes);
else process.stdout.write(bytes);
