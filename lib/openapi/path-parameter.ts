import { z } from 'zod';

/** The id in a route's address; one that is malformed is not found, like one that does not exist. */
export function pathParameter(name: 'id' | 'taskId', description: string, example: string): z.ZodObject {
  return z.object({ [name]: z.guid().meta({ description, param: { example } }) });
}
