import { cleanup, configure } from '@testing-library/react';
import { toast } from 'sonner';
import { afterEach } from 'vitest';

// A machine that is busy with other tests may need seconds for what is loaded on demand.
configure({ asyncUtilTimeout: 20_000 });

// What is loaded ahead would still be under way when the last test of a file has ended.
Object.assign(window, { requestIdleCallback: () => 0 });

afterEach(() => {
  // Sonner shows what is still active again where the next test mounts it.
  toast.dismiss();
  cleanup();
});
