/** What the page says when all else failed. Copies of messages: the files themselves would come with every page. */
export const GLOBAL_ERROR_WORDS = {
  name: 'Darkroom',
  title: 'This page broke',
  text: {
    en: 'The fault is on our side and your pictures are safe: they go on developing without this page. Try again in a moment.',
    'pt-BR':
      'A falha é nossa e suas imagens estão seguras: elas continuam se revelando sem esta página. Tente de novo em instantes.',
  },
  tryAgain: { en: 'Try again', 'pt-BR': 'Tentar de novo' },
} as const;
