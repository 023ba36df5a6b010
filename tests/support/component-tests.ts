import { cleanup, configure } from '@testing-library/react';
import { toast } from 'sonner';
import { afterEach } from 'vitest';

// A machine that is busy with other tests may need seconds for what is loaded on demand.
configure({ asyncUtilTimeout: 20_000 });

afterEach(() => {
  // Sonner shows what is still active again where the next test mounts it.
  toast.dismiss();
  cleanup();
});
