import { expect, test } from 'vitest';
import { checkHistory } from './check-history';
import type { HandMade } from './hand-made';
import { rightHistory } from './right-history';
import { wrongAttempts } from './wrong/wrong-attempts';
import { wrongClients } from './wrong/wrong-clients';

  expect(broken(made)).toEqual(['no open task is older than its bound']);
  expect(check(made).checks.find(({ name }) => name.includes('bound'))?.violations).toHaveLength(2);
});

const wrongs = [...wrongMoney, ...wrongLifecycles, ...wrongSights];

