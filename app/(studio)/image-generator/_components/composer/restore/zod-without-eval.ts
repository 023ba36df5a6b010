import { config } from 'zod/v4/core';

// Zod would try whether it may evaluate text, and the pages' security policy says no. Before any schema is made.
config({ jitless: true });
