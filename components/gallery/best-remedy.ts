import type { Task } from '@/lib/generation/schema';

type Remedy = { kind: 'edit' | 'again' | 'copy' } | { kind: 'wait'; until: string };

/** The one thing that helps most after a failure. `now` is the database's time in ms. */
export function bestRemedy(error: Task['error'], now: number): Remedy {
  switch (error?.code) {
    case 'safety_blocked':
    case 'invalid_request':
    case 'no_image':
      return { kind: 'edit' };
    // Only whoever runs the installation can renew the key, and will ask for the details.
    case 'provider_auth':
      return { kind: 'copy' };
    default:
      return error?.retryAt && Date.parse(error.retryAt) > now
        ? { kind: 'wait', until: error.retryAt }
        : { kind: 'again' };
  }
}
