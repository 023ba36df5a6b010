/** SWR's key of the last entries: the balance is in it, so that they are asked for again when it changes. */
export function creditsHistoryKey(balance: number): readonly [path: string, balance: number] {
  return ['/api/credits?limit=6', balance];
}
