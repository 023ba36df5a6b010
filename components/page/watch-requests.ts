import { pageNotices } from '@/components/notices/page-notices';
import { ACCOUNT_HEADER, BUILD, BUILD_HEADER } from '@/lib/http/page-headers';

/** Of Next: this build has no such server action. */
const UNKNOWN_ACTION = 'x-nextjs-action-not-found';
const LONGEST_PAUSE_MS = 20_000;

let account: string | undefined;
let versionNoticed = false;

/** From now on every request says that it comes from a page of this account. Returns the function that ends it. */
export function nameAccount(id: string): () => void {
  account = id;
  return () => {
    account = undefined;
    pageNotices.clear('account');
  };
}

/**
 * What stands between the page and the network as its `fetch`: for Next's router and server actions too, which take no
 * headers of ours. Every request names the page's account; what answers say of another account or another build is told. Where a
 * navigation gets no answer, Next would leave the page for the browser's own error page: it waits instead, and goes on by itself.
 */
export function watched(send: typeof fetch): typeof fetch {
  return async function request(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers ?? (input instanceof Request ? input.headers : undefined));
    if (account && !headers.has(ACCOUNT_HEADER)) headers.set(ACCOUNT_HEADER, account);
    const navigates =
      headers.has('rsc') && !headers.has('next-action') && !headers.has('next-router-prefetch');
    for (let failures = 0; ; failures += 1) {
      const response = await send(input, { ...init, headers }).catch((error: unknown) => {
        if (!navigates || init.signal?.aborted) throw error;
      });
      const foreign = response && (await inspect(response));
      const gone = !response || [502, 503, 504].includes(response.status);
      if (response && !(navigates && (gone || foreign))) {
        if (navigates && failures > 0) pageNotices.clear('lost');
        return response;
      }
      if (foreign) await untilOurs();
      else await untilBack(failures);
    }
  };
}

/** Whether another account has signed in in this browser. */
async function inspect(response: Response): Promise<boolean> {
  const build = response.headers.get(BUILD_HEADER);
  if (response.headers.has(UNKNOWN_ACTION) || (build && build !== BUILD)) noticeVersion();
  const email = response.status === 409 ? await signedInAs(response.clone()) : undefined;
  if (email !== undefined) pageNotices.show({ kind: 'account', email });
  else if (response.ok) pageNotices.clear('account');
  return email !== undefined;
}

/** Once: whoever has put it aside knows. */
function noticeVersion(): void {
  if (!versionNoticed) pageNotices.show({ kind: 'version' });
  versionNoticed = true;
}

async function signedInAs(response: Response): Promise<string | undefined> {
  const email: unknown = await response.json().then(
    (body) => body?.error?.details?.signedInAs,
    () => undefined,
  );
  return typeof email === 'string' ? email : undefined;
}

function untilOurs(): Promise<void> {
  return new Promise((resolve) => {
    const end = pageNotices.subscribe(() => {
      if (pageNotices.isForeign()) return;
      end();
      resolve();
    });
  });
}

function untilBack(failures: number): Promise<unknown> {
  pageNotices.show({ kind: 'lost' });
  return new Promise((resolve) => {
    setTimeout(resolve, Math.min(LONGEST_PAUSE_MS, 1000 * 2 ** failures));
    window.addEventListener('online', resolve, { once: true });
  });
}
