import createNextIntlPlugin from 'next-intl/plugin';

const withNextIntl = createNextIntlPlugin('./i18n/request.ts');

export default withNextIntl({
  // Copies of `npm run dev` in one checkout build into folders of their own.
  distDir: process.env.NEXT_DIST_DIR ?? '.next',
  reactStrictMode: true,
  poweredByHeader: false,
  serverExternalPackages: ['sharp'],
  experimental: { agentUpgrade: false },
});
