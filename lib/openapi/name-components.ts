import { z } from 'zod';
import { jobSchema } from '@/lib/generation/job-schema';
import { batchSchema, imageSchema, settingsSchema, taskSchema } from '@/lib/generation/schema';
import { errorSchema } from '@/lib/http/error-schema';
import { countedTopicSchema, topicSchema } from '@/lib/topics/schema';
import { uploadSchema } from '@/lib/uploads/schema';
import { healthSchema } from '@/lib/worker/health-schema';

const COMPONENTS: Record<string, z.ZodType> = {
  Task: taskSchema,
  Image: imageSchema,
  Settings: settingsSchema,
  Batch: batchSchema,
  Job: jobSchema,
  Topic: topicSchema,
  CountedTopic: countedTopicSchema,
  Upload: uploadSchema,
  Error: errorSchema,
  Health: healthSchema,
};

/** Gives the schemas that many routes share the names under which the document describes them once. */
export function nameComponents(): void {
  for (const [id, schema] of Object.entries(COMPONENTS))
    z.globalRegistry.add(schema, { ...z.globalRegistry.get(schema), id });
}
