/** The style sheet that Sonner writes into every page takes no nonce: allowed by the hashes of its text, and of none at first. */
const SONNER_STYLES =
  "'sha256-StEaX+se6YS7pqjzrzMIA0KaX9zF/8zAhvQXZAe5epY=' 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

/**
 * The Content-Security-Policy of a page: scripts and style sheets of this answer only, told by its nonce, and nothing
 * from elsewhere. Style attributes stay allowed, because they carry measures and colours and run nothing.
 */
export function contentSecurityPolicy(nonce: string, { development }: { development: boolean }): string {
  return Object.entries({
    'default-src': "'self'",
    // React's development build evaluates text to show where an error came from.
    'script-src': `'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    'style-src': development ? "'self' 'unsafe-inline'" : `'self' 'nonce-${nonce}' ${SONNER_STYLES}`,
    'style-src-attr': "'unsafe-inline'",
    'img-src': "'self' blob: data:",
    'font-src': "'self'",
    'connect-src': "'self'",
    'object-src': "'none'",
    'base-uri': "'none'",
    'form-action': "'self'",
    'frame-ancestors': "'none'",
  })
    .map(([directive, sources]) => `${directive} ${sources}`)
    .join('; ');
}
