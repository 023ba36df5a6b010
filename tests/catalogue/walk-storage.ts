import type postgres from 'postgres';

const PNG = { 'Content-Type': 'image/png' };
const JSON_TYPE = { 'Content-Type': 'application/json' };

/** Tries on every bucket and every stored object what Supabase Storage can do. Returns what was answered with success. */
export async function walkStorage(
  storageUrl: string,
  database: postgres.Sql,
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

  await json('POST', '/bucket', { id: 'mine', name: 'mine', public: true });
  const buckets = await database<{ id: string }[]>`select id from storage.buckets`;
  for (const { id } of buckets) {
    await refused('GET', `/bucket/${id}`);
    await json('PUT', `/bucket/${id}`, { public: true });
    await json('POST', `/bucket/${id}/empty`, {});
    await refused('DELETE', `/bucket/${id}`);
    await json('POST', `/object/list/${id}`, { prefix: '', limit: 100 });
    await refused('POST', `/object/${id}/mine.png`, PNG, 'x');
  }
  const objects = await database<
    { bucket_id: string; name: string }[]
  >`select bucket_id, name from storage.objects`;
  for (const { bucket_id: bucket, name } of objects) {
    const path = `${bucket}/${name}`;
    for (const way of [
      'object',
      'object/authenticated',
      'object/public',
      'object/info',
      'render/image/authenticated',
      'render/image/public',
    ])
      await refused('GET', `/${way}/${path}`);
    await refused('HEAD', `/object/${path}`);
    await json('POST', `/object/list/${bucket}`, {
      prefix: name.split('/').slice(0, -1).join('/'),
      limit: 100,
    });
    await json('POST', `/object/sign/${path}`, { expiresIn: 60 });
    await json('POST', `/object/sign/${bucket}`, { expiresIn: 60, paths: [name] });
    await json('POST', `/object/upload/sign/${path}`, {});
    await refused('PUT', `/object/${path}`, PNG, 'x');
    await refused('POST', `/object/${path}`, { ...PNG, 'x-upsert': 'true' }, 'x');
    for (const way of ['move', 'copy'])
      await json('POST', `/object/${way}`, { bucketId: bucket, sourceKey: name, destinationKey: 'mine.png' });
    await json('DELETE', `/object/${bucket}`, { prefixes: [name] });
    await refused('DELETE', `/object/${path}`);
  }
  return findings;
}
