import { expect, test } from 'vitest';
import en from '@/messages/en.json';
import ptBR from '@/messages/pt-BR.json';
import { GLOBAL_ERROR_WORDS } from './global-error-words';

test('the page for what nothing else caught says what the messages say', () => {
  expect(GLOBAL_ERROR_WORDS).toEqual({
    name: en.app.name,
    title: en.app.errorTitle,
    text: { en: en.app.errorText, 'pt-BR': ptBR.app.errorText },
    tryAgain: { en: en.app.tryAgain, 'pt-BR': ptBR.app.tryAgain },
  });
});
