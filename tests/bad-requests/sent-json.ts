/** A body and the header that goes with it. */
export const sentJson = (body: unknown) => ({
  body: JSON.stringify(body),
  headers: { 'Content-Type': 'application/json' },
});
