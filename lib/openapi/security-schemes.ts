import type { oas31 } from 'zod-openapi';

export const SECURITY_SCHEMES: Record<'session' | 'bearer' | 'secret', oas31.SecuritySchemeObject> = {
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: 'sb-127-auth-token',
    description:
      'The session that the sign-in pages set, in one cookie or several; its name begins with the name of the Supabase project. Writes must come from the same site.',
  },
  bearer: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'A Supabase access token of the account.',
  },
  secret: {
    type: 'http',
    scheme: 'bearer',
    description: "The installation's `CRON_SECRET`. Without that setting its routes answer `not_configured`.",
  },
};
