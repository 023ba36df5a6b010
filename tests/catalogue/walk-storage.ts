const PNG = { 'Content-Type': 'image/png' };
const JSON_TYPE = { 'Content-Type': 'application/json' };

/** Ways to read an object, as clients of any age ask for it. */
const READS = [
  'object',
  'object/authenticated',
  'object/public',
  'object/info',
  'object/info/authenticated',
  'object/info/public',
  'object/sign',
  'render/image/authenticated',
  'render/image/public',
  'render/image/sign',
  's3',
];

export interface StorageScene {
  buckets: string[];
  /** Names of objects, whether they are there or not. */
  names: string[];
}

/** Tries on every bucket and every name what Supabase Storage can do. Returns what was answered with success. */
export async function walkStorage(
  storageUrl: string,
  { buckets, names }: StorageScene,
  headers: Record<string, string>,
): Promise<string[]> {
  const findings: string[] = [];
  const refused = async (method: string, path: string, type = {}, body?: string) => {
    const response = await fetch(storageUrl + path, {
      method,
      headers: { ...headers, ...type },
      ...(body !== undefined && { body }),
    });
    const text = await response.text();
    if (response.ok && !['[]', 'null'].includes(text))
      findings.push(`${method} ${path}: ${text.slice(0, 200)}`);
  };
  const json = (method: string, path: string, body: unknown) =>
    refused(method, path, JSON_TYPE, JSON.stringify(body));
  const list = async (bucket: string, prefix: string) => {
    await json('POST', `/object/list/${bucket}`, { prefix, limit: 100 });
    await json('POST', `/object/list-v2/${bucket}`, { prefix, limit: 100 });
    await refused('GET', `/s3/${bucket}?list-type=2&prefix=${prefix}`);
  };
  const folders = (name: string) => name.split('/').map((_, depth, parts) => parts.slice(0, depth).join('/'));

  await refused('GET', '/bucket');
  await json('POST', '/bucket', { id: 'mine', name: 'mine', public: true });
  for (const bucket of buckets) {
    await refused('GET', `/bucket/${bucket}`);
    await json('PUT', `/bucket/${bucket}`, { public: true });
    await json('POST', `/bucket/${bucket}/empty`, {});
    await refused('DELETE', `/bucket/${bucket}`);
    await refused('POST', `/object/${bucket}/mine.png`, PNG, 'x');
    for (const prefix of new Set(names.flatMap(folders))) await list(bucket, prefix);
    for (const name of names) await walkObject(bucket, name);
  }
  return findings;

  async function walkObject(bucket: string, name: string) {
    const path = `${bucket}/${name}`;
    const [mine = ''] = name.split('/');
    const token = headers.Authorization?.replace('Bearer ', '') ?? headers.apikey;
    for (const way of READS)
      for (const method of ['GET', 'HEAD']) await refused(method, `/${way}/${path}?token=${token}`);
    await refused('GET', `/object/${path}`, { Range: 'bytes=0-0' });
    await json('POST', `/object/sign/${path}`, { expiresIn: 60 });
    await json('POST', `/object/sign/${bucket}`, { expiresIn: 60, paths: [name] });
    await json('POST', `/object/upload/sign/${path}`, {});
    await refused('PUT', `/object/upload/sign/${path}?token=${token}`, PNG, 'x');
    await refused('PUT', `/object/${path}`, PNG, 'x');
    await refused('POST', `/object/${path}`, { ...PNG, 'x-upsert': 'true' }, 'x');
    const metadata = [`bucketName ${btoa(bucket)}`, `objectName ${btoa(name)}`].join();
    await refused('POST', '/upload/resumable', {
      'Upload-Length': '1',
      'Upload-Metadata': metadata,
      'Tus-Resumable': '1.0.0',
    });
    for (const way of ['move', 'copy'])
      for (const destinationKey of ['mine.png', `${mine}/mine.png`])
        await json('POST', `/object/${way}`, { bucketId: bucket, sourceKey: name, destinationKey });
    await json('DELETE', `/object/${bucket}`, { prefixes: [name] });
    await refused('DELETE', `/object/${path}`);
  }
}
