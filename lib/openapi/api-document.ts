import { createDocument, type oas31 } from 'zod-openapi';
import { taskSchema } from '@/lib/generation/schema';
import { errorSchema } from '@/lib/http/error-schema';
import { healthSchema } from '@/lib/worker/health-schema';
import { version } from '@/package.json';
import { INTRODUCTION } from './introduction';
import { accountPaths } from './paths/account';
import { generatingPaths } from './paths/generating';
import { installationPaths } from './paths/installation';
import { taskPaths } from './paths/tasks';
import { SECURITY_SCHEMES } from './security-schemes';
import { sharedAnswers } from './shared-answers';
import { sharedHeaders } from './shared-headers';
import { TAGS } from './tags';
import { tidySchema } from './tidy-schema';

/** The description of the whole API, made of the schemas that its routes use. */
export function apiDocument(): oas31.OpenAPIObject {
  return createDocument(
    {
      openapi: '3.1.1',
      info: {
        title: 'Darkroom',
        version,
        description: INTRODUCTION,
        license: { name: 'MIT', identifier: 'MIT' },
      },
      servers: [{ url: '/', description: 'This installation.' }],
      tags: [...TAGS],
      paths: { ...generatingPaths, ...taskPaths, ...accountPaths, ...installationPaths },
      components: {
        schemas: { Task: taskSchema, Error: errorSchema, Health: healthSchema },
        headers: sharedHeaders,
        responses: sharedAnswers,
        securitySchemes: SECURITY_SCHEMES,
      },
    },
    { override: tidySchema },
  ) as oas31.OpenAPIObject;
}
