import { z } from 'zod';
import { serviceClient } from '@/lib/supabase/service-client';
import { unwrap } from '@/lib/supabase/unwrap';

const answerSchema = z.object({ reaped: z.number(), failed: z.number() });

/** Takes tasks back from processes that went silent. `reaped` counts all of them, `failed` those without an attempt left. */
export async function reapLeases(): Promise<z.infer<typeof answerSchema>> {
  return answerSchema.parse(unwrap(await serviceClient().rpc('reap_expired_leases', {})));
}
