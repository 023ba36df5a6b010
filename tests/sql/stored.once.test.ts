import { randomUUID } from 'node:crypto';
import { expect, inject, test } from 'vitest';
import { objectKeys } from '@/lib/storage/object-key';
import { supabaseStore } from '@/lib/storage/supabase-store';
import { admin } from '@/tests/support/database';

const bytes = (...values: number[]) => Uint8Array.from(values);

test('bytes are written once: whoever comes later gets those that are there', async () => {
  const store = supabaseStore(admin(), () => inject('supabase'));
  const { original } = objectKeys(randomUUID(), randomUUID());
  expect(await store.read(original)).toBeNull();
  expect(await store.writeOnce(original, bytes(1, 2), 'image/png')).toEqual(bytes(1, 2));
  expect(await store.writeOnce(original, bytes(3), 'image/png')).toEqual(bytes(1, 2));
  expect(await store.read(original)).toEqual(bytes(1, 2));
  await store.remove([original]);
  await store.remove([original]);
  expect(await store.read(original)).toBeNull();
});

test('what is no picture is not stored at all', async () => {
  const store = supabaseStore(admin(), () => inject('supabase'));
  const { original } = objectKeys(randomUUID(), randomUUID());
  await expect(store.writeOnce(original, bytes(1), 'text/html')).rejects.toMatchObject({
    code: 'storage_failed',
  });
});
