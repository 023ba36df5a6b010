import pino from 'pino';

/** A log that can't be written (a terminal that was closed, a full disk) stops no work: lines wait for it, up to this many bytes. */
const MOST_WAITING = 1024 * 1024;

const destination = pino.destination({ dest: 1, sync: true, maxLength: MOST_WAITING });
destination.on('error', () => undefined);

/** One line of JSON per event. Never give it a prompt or a key. */
export const log = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination);
