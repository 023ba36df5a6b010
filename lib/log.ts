import pino from 'pino';

/** One line of JSON per event. Never give it a prompt or a key. */
export const log = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime });
