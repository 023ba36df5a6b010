import type { Row } from '@/bench/row';

export async function measurePolling(): Promise<Row[]> {
  return [];
}
