interface PageEvents {
  /** Somebody looks at this tab again. */
  seen: () => void;
  hidden: () => void;
  online: () => void;
  /** The browser puts the page aside, or closes it. */
  suspended: () => void;
  /** It was put aside and goes on. */
  resumed: () => void;
}

/** Calls back for what happens to the page. Returns the function that ends it. */
export function watchPage({ seen, hidden, online, suspended, resumed }: PageEvents): () => void {
  const controller = new AbortController();
  const { signal } = controller;
  document.addEventListener('visibilitychange', () => (document.hidden ? hidden() : seen()), { signal });
  window.addEventListener('focus', seen, { signal });
  window.addEventListener('online', online, { signal });
  window.addEventListener('pagehide', suspended, { signal });
  window.addEventListener('pageshow', ({ persisted }) => persisted && resumed(), { signal });
  document.addEventListener('freeze', suspended, { signal });
  document.addEventListener('resume', resumed, { signal });
  return () => controller.abort();
}
