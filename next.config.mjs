import { existsSync } from 'node:fs';
import createNextIntlPlugin from 'next-intl/plugin';
import { hashSources } from './lib/commands/hash-sources.mjs';

const withNextIntl = createNextIntlPlugin({
  requestConfig: './i18n/request.ts',
  // Messages are compiled in the build, so that no page loads a parser for them.
  experimental: { messages: { path: './messages', format: 'json', locales: 'infer', precompile: true } },
});

const EVERYWHERE = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** Answers of the API are data, pictures too: opened as a page of their own they may do nothing. Pages get theirs in proxy.ts. */
const API = { 'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; sandbox" };

const OVER_HTTPS = { 'Strict-Transport-Security': 'max-age=63072000' };

const list = (headers) => Object.entries(headers).map(([key, value]) => ({ key, value }));

const build = hashSources(import.meta.dirname);

export default withNextIntl({
  // Copies of `npm run dev` in one checkout build into folders of their own.
  distDir: process.env.NEXT_DIST_DIR ?? '.next',
  // By it `npm start` and the tests see whether a build is of these sources.
  generateBuildId: () => build,
  // Written into the code of the server and of the pages: they know whether they belong together.
  env: { BUILD_ID: build },
  // `npm run check` looks at the types, the tests' too, whose packages an installation for production lacks.
  typescript: { ignoreBuildErrors: true },
  reactStrictMode: true,
  poweredByHeader: false,
  serverExternalPackages: ['sharp'],
  experimental: {
    agentUpgrade: false,
    // Forms of pages are 64 KB at most; what is posted to a page would be kept up to 10 MB before anybody looks at it.
    proxyClientMaxBodySize: '128kb',
    // Somebody waits for the first build, and writing a cache for the next ones takes a sixth of it.
    turbopackFileSystemCacheForBuild: existsSync(`${import.meta.dirname}/.next/BUILD_ID`),
  },
  headers: () => [
    { source: '/:path*', headers: list(EVERYWHERE) },
    { source: '/api/:path*', headers: list(API) },
    {
      source: '/:path*',
      has: [{ type: 'header', key: 'x-forwarded-proto', value: 'https.*' }],
      headers: list(OVER_HTTPS),
    },
  ],
});
