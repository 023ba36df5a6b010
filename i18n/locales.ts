export const LOCALES = ['en', 'pt-BR'] as const;

export type Locale = (typeof LOCALES)[number];
