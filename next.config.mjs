import createNextIntlPlugin from 'next-intl/plugin';

const withNextIntl = createNextIntlPlugin('./i18n/request.ts');

export default withNextIntl({
  reactStrictMode: true,
  poweredByHeader: false,
  serverExternalPackages: ['sharp'],
  experimental: { agentUpgrade: false },
});
