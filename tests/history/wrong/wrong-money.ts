import type { WrongHistory } from './wrong-history';

/** What goes wrong with charges, refunds and balances. */
export const wrongMoney: WrongHistory[] = [
  [
    'every priced task is charged once',
    'charged again',
    (made) => {
      made.begin();
      made.pay('charge', -4, 'good');
    },
  ],
  [
    'every priced task is charged once',
    'charged too little',
    (made) => {
      made.create('cheap', { price: 5 });
      made.cancel('cheap');
    },
  ],
  [
    'every priced task is charged once',
    'a free task that cost something',
    (made) => {
      made.create('free', { price: 0 });
      made.cancel('free');
    },
  ],
  [
    'no charge without its task',
    'a task that never was',
    (made) => {
      made.begin();
      made.pay('charge', -4, 'nowhere');
    },
  ],
  [
    'refunded once if and only if failed or canceled',
    'a completed task',
    (made) => {
      made.begin();
      made.pay('refund', 4, 'good');
    },
  ],
  [
    'refunded once if and only if failed or canceled',
    'refunded twice',
    (made) => {
      made.begin();
      made.pay('refund', 4, 'bad');
    },
  ],
  [
    'refunded once if and only if failed or canceled',
    'not refunded',
    (made) => {
      made.create('robbed');
      made.begin();
      made.become('robbed', 'canceled');
    },
  ],
  [
    'refunded once if and only if failed or canceled',
    'refunded later',
    (made) => {
      made.create('late');
      made.begin();
      made.become('late', 'canceled');
      made.begin();
      made.pay('refund', 4, 'late');
    },
  ],
  [
    'a refund equals its charge',
    'half of it',
    (made) => {
      made.create('half');
      made.begin();
      made.become('half', 'canceled');
      made.pay('refund', 2, 'half');
    },
  ],
  [
    'the ledger adds up at every instant',
    'a balance that moved alone',
    (made) => {
      made.begin();
      made.write('profiles', 'ann', { user_id: 'ann', credits: 1000 });
      made.begin();
      made.write('profiles', 'ann', { user_id: 'ann', credits: 88 });
    },
  ],
  [
    'credits are never below zero',
    'more spent than there is',
    (made) => {
      made.begin();
      made.pay('adjustment', -1000, null);
    },
  ],
  [
    'the ledger is append-only',
    'an entry that was removed',
    (made) => {
      made.begin();
      made.write(
        'credit_ledger',
        String(made.events.findIndex(({ table }) => table === 'credit_ledger')),
        null,
      );
    },
  ],
];
