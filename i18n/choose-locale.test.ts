import { expect, test } from 'vitest';
import { chooseLocale } from './choose-locale';

test.each([
  ['pt-BR', 'en', 'pt-BR'],
  ['en', 'pt-BR', 'en'],
  ['xx', 'pt-BR,en;q=0.8', 'pt-BR'],
  [undefined, 'pt', 'pt-BR'],
  [undefined, 'pt-PT,pt;q=0.9,en;q=0.8', 'pt-BR'],
  [undefined, 'fr-FR,fr;q=0.9,en;q=0.5,pt;q=0.7', 'pt-BR'],
  [undefined, 'pt;q=0, en;q=0.1', 'en'],
  [undefined, 'de', 'en'],
  [undefined, ';;;,=', 'en'],
  [undefined, null, 'en'],
])('cookie %s with Accept-Language %s gives %s', (cookie, acceptLanguage, locale) => {
  expect(chooseLocale(cookie, acceptLanguage)).toBe(locale);
});
