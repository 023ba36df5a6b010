import 'vitest';
import type { TestSupabase } from './embedded';

declare module 'vitest' {
  export interface ProvidedContext {
    supabase: Omit<TestSupabase, 'stop'>;
  }
}
