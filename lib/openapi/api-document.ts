import { z } from 'zod';
import {
  createDocument,
  type oas31,
  type ZodOpenApiComponentsObject,
  type ZodOpenApiOverride,
} from 'zod-openapi';
import { batchSchema, imageSchema, pictureTaskSchema, settingsSchema } from '@/lib/generation/schema';
import { errorSchema } from '@/lib/http/handle-route';
import { jobSchema } from '@/lib/tasks/read-job';
import { countedTopicSchema, topicSchema } from '@/lib/topics/schema';
import { uploadSchema } from '@/lib/uploads/schema';
import { healthSchema } from '@/lib/worker/schema';
import { version } from '@/package.json';
import { requestIdHeader, TAGS } from './operation';
import { accountPaths } from './paths/account';
import { downloadPaths } from './paths/downloads';
import { galleryPaths } from './paths/gallery';
import { batchPaths, generatingPaths } from './paths/generating';
import { installationPaths } from './paths/installation';
import { picturePaths } from './paths/pictures';
import { jobPaths, taskPaths } from './paths/tasks';
import { topicPaths } from './paths/topics';
import { uploadPaths } from './paths/uploads';

/** What holds for every route. Paragraphs, with `code`. */
const INTRODUCTION = `Darkroom makes pictures in the background: a request is saved as database rows and answered at once, and the rows tell how far it is.

Sign in with the cookies of the page, or send \`Authorization: Bearer <Supabase access token>\`. Writes with cookies must come from the same site (\`Sec-Fetch-Site: same-origin\` or a matching \`Origin\`), or they get 403. A token comes from \`POST <SUPABASE_URL>/auth/v1/token?grant_type=password\` with the header \`apikey: <publishable key>\` and \`{"email", "password"}\`.

A request may say whom it is for: with \`X-Account-Id\` and the id of another account than that of its session or token it gets 409 \`conflict\` with \`details.signedInAs\`, and changes nothing. Pages send it, because another account may have signed in in another tab.

A refusal is \`{"error": {"code", "message", "details"?, "requestId"}}\`. Codes never change their meaning; messages are for people. Things of other accounts, and malformed ids in a path, are answered like things that do not exist: 404.

A route answers methods that it does not serve with 405 and \`Allow\`, OPTIONS with 204 and \`Allow\`, and HEAD like GET without the body. Other paths under \`/api\` are 404.

Times are ISO 8601 in UTC by the database's clock; ids are UUIDs; a field that is not required is absent, and null only where its type says so. Bodies are JSON of at most 64 KB unless it says otherwise, and unknown fields in them are refused. Unknown query parameters are ignored.

Lists are paged: send \`nextCursor\` back as \`cursor\` until it is null.`;

const COMPONENTS: Record<string, z.ZodType> = {
  Task: pictureTaskSchema,
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
function nameComponents(): void {
  for (const [id, schema] of Object.entries(COMPONENTS))
    z.globalRegistry.add(schema, { ...z.globalRegistry.get(schema), id });
}

const SECURITY_SCHEMES: Record<'session' | 'bearer' | 'secret', oas31.SecuritySchemeObject> = {
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: 'darkroom-0a1b2c3d-session',
    description:
      'The session that the sign-in pages set, in one cookie or several; each installation has its own name for it. Writes must come from the same site.',
  },
  bearer: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'A Supabase access token of the account.',
  },
  secret: {
    type: 'http',
    scheme: 'bearer',
    description: "The installation's `CRON_SECRET`. Without that setting its routes answer `not_configured`.",
  },
};

const sharedHeaders: NonNullable<ZodOpenApiComponentsObject['headers']> = {
  RequestId: {
    description: 'Names this request in logs.',
    required: true,
    schema: { type: 'string', format: 'uuid' },
  },
  RetryAfter: {
    description: 'Whole seconds to wait before asking again.',
    schema: { type: 'integer', minimum: 1 },
  },
  Allow: {
    description: 'The methods that the route answers.',
    required: true,
    schema: { type: 'string' },
    example: 'GET, HEAD, OPTIONS',
  },
};

/** Answers of every route to methods that it does not serve. */
const sharedAnswers: NonNullable<ZodOpenApiComponentsObject['responses']> = {
  MethodNotAllowed: {
    description:
      '405, by every route to methods that it does not serve. `invalid_request` with `details.method`.',
    headers: { ...requestIdHeader, Allow: { $ref: '#/components/headers/Allow' } },
    content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
  },
};

/** Formats say the same as the long patterns that zod adds for them, and no number here needs the limits of a double. */
const tidySchema: ZodOpenApiOverride = ({ jsonSchema }) => {
  if (jsonSchema.format === 'uuid' || jsonSchema.format === 'date-time') delete jsonSchema.pattern;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
};

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
