/** The page loads nothing from anywhere else, and nobody frames it. */
const PAGE = [
  "default-src 'self'",
  "img-src 'self' data:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');
/** Swagger UI writes styles into its page. */
const DOCS = `${PAGE}; style-src 'self' 'unsafe-inline'`;

/** The headers that every answer carries, by its path. */
export const securityHeaders = (url: string): Readonly<Record<string, string>> => ({
  'content-security-policy': url.startsWith('/docs') ? DOCS : PAGE,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  ...(url.startsWith('/v1/') || url.startsWith('/dev/') ? { 'cache-control': 'no-store' } : {}),
});
