import { writeFileSync } from 'node:fs';
import { generateTypes, TYPES_FILE } from './database-types';
import { startTestSupabase } from './embedded';

const supabase = await startTestSupabase({ driver: 'postgres' });
if (supabase.databaseUrl) writeFileSync(TYPES_FILE, await generateTypes(supabase.databaseUrl));
await supabase.stop();
