import type { CreditsResponse } from '@/lib/credits/schema';
import { callApi } from '@/lib/http/call-api';

export function fetchCredits(path: string): Promise<CreditsResponse> {
  return callApi(path);
}
