import { pageSchema } from '@/lib/http/cursor';
import { idSchema } from './id';

export const batchesQuerySchema = pageSchema.extend({
  topicId: idSchema.optional().describe('Batches of this topic only.'),
});
