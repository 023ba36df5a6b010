/** SWR's key of the balance; mutate it after anything that charges or refunds. */
export const CREDITS_KEY = '/api/credits?limit=1';
