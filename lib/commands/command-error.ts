/** A fault that the person at the terminal can do something about; its message is all they need. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}
