import { createDocument, type oas31 } from 'zod-openapi';
import { errorSchema } from '@/lib/http/error-schema';
import { version } from '@/package.json';
import { INTRODUCTION } from './introduction';
import { nameComponents } from './name-components';
import { accountPaths } from './paths/account';
import { batchPaths } from './paths/batches';
import { downloadPaths } from './paths/downloads';
import { galleryPaths } from './paths/gallery';
import { generatingPaths } from './paths/generating';
import { installationPaths } from './paths/installation';
import { jobPaths } from './paths/jobs';
import { picturePaths } from './paths/pictures';
import { taskPaths } from './paths/tasks';
import { topicPaths } from './paths/topics';
import { uploadPaths } from './paths/uploads';
import { SECURITY_SCHEMES } from './security-schemes';
import { sharedAnswers } from './shared-answers';
import { sharedHeaders } from './shared-headers';
import { TAGS } from './tags';
import { tidySchema } from './tidy-schema';

/** The description of the whole API, made of the schemas that its routes use. */
export function apiDocument(): oas31.OpenAPIObject {
  nameComponents();
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
      paths: {
        ...generatingPaths,
        ...taskPaths,
        ...batchPaths,
        ...uploadPaths,
        ...jobPaths,
        ...picturePaths,
        ...galleryPaths,
        ...downloadPaths,
        ...topicPaths,
        ...accountPaths,
        ...installationPaths,
      },
      components: {
        schemas: { Error: errorSchema },
        headers: sharedHeaders,
        responses: sharedAnswers,
        securitySchemes: SECURITY_SCHEMES,
      },
    },
    { override: tidySchema },
  ) as oas31.OpenAPIObject;
}
