import { z } from 'zod';
import { CommandError, loadEnv, runCommand } from '@/lib/process/run-command';
import { supabaseConnection } from '@/lib/supabase/connection';
import { serviceClient } from '@/lib/supabase/service-client';

const USAGE =
  'Usage: npm run credits -- grant <email> <amount>, where amount is a whole number from 1 to 1000000';

const grant = z.tuple([
  z.literal('grant'),
  z.email(),
  z
    .string()
    .regex(/^\d{1,7}$/)
    .transform(Number)
    .pipe(z.int().min(1).max(1_000_000)),
]);

await runCommand(async () => {
  const given = grant.safeParse(process.argv.slice(2));
  if (!given.success) throw new CommandError(USAGE);
  const [, email, amount] = given.data;

  loadEnv();
  const { url, embedded } = supabaseConnection();
  const {
    data: balance,
    error,
    status,
  } = await serviceClient().rpc('grant_credits_by_email', {
    p_email: email,
    p_amount: amount,
  });
  if (error?.code === 'PT404') throw new CommandError(`There is no account with the e-mail ${email}`);
  if (error && status === 0) {
    const hint = embedded ? ': start Darkroom first, with the same DATA_DIR and EMBEDDED_SUPABASE_PORT' : '';
    throw new CommandError(`Supabase can't be reached at ${url}${hint}`);
  }
  if (error && [401, 403].includes(status))
    throw new CommandError(`Supabase at ${url} refuses the secret key`);
  if (error) throw new Error('Supabase could not grant the credits', { cause: error });
  console.log(`${email} has ${balance} credits now (${amount} more)`);
  return 0;
});
