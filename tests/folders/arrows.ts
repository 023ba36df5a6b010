import type { Arrows, ForeignWords } from './find-faults';

/** What everything may stand on: files directly in lib, the schemas of ids, texts and pages, and days. */
const PLAIN = ['lib', 'lib/schema', 'lib/time'];

/** What everything that is seen may stand on. */
const SEEN = ['components/ui', 'components/notices', 'components/page'];

/**
 * Which folders a folder may import; each file may import its own folder too. A folder that is not named belongs to the nearest one
 * above it, but each of app, components and lib has to be named. Test files, `testing` folders, tests and bench may import
 * everything; nothing may import them. Before an arrow is added here: would the thing that is imported stand better elsewhere?
 */
export const ARROWS: Arrows = {
  // Plumbing
  lib: [],
  'lib/schema': ['lib'],
  'lib/time': [],
  'lib/polling': [],
  'lib/telemetry': [],
  'lib/process': ['lib'],
  'lib/supabase/embedded': ['lib', 'lib/process'],
  'lib/supabase': ['lib', 'lib/supabase/embedded'],

  // The lifecycle, which knows no domain, and what it is served by
  'lib/tasks': [...PLAIN, 'lib/polling', 'lib/supabase', 'lib/telemetry'],
  'lib/storage': [...PLAIN, 'lib/supabase', 'lib/tasks'],
  'lib/http': [...PLAIN, 'lib/tasks'],
  'lib/auth': [...PLAIN, 'lib/http', 'lib/supabase'],
  'lib/images': [...PLAIN, 'lib/tasks'],
  'lib/providers': [...PLAIN, 'lib/images', 'lib/tasks'],

  // The domain
  'lib/generation': [
    ...PLAIN,
    'lib/auth',
    'lib/http',
    'lib/images',
    'lib/polling',
    'lib/providers',
    'lib/storage',
    'lib/supabase',
    'lib/tasks',
    'lib/telemetry',
  ],
  'lib/gallery': [...PLAIN, 'lib/generation', 'lib/supabase', 'lib/tasks'],
  'lib/downloads': [...PLAIN, 'lib/generation', 'lib/http', 'lib/storage', 'lib/supabase'],
  'lib/topics': [...PLAIN, 'lib/auth', 'lib/providers', 'lib/supabase', 'lib/tasks'],
  'lib/uploads': [...PLAIN, 'lib/auth', 'lib/http', 'lib/images', 'lib/storage', 'lib/supabase'],
  'lib/credits': [...PLAIN, 'lib/supabase'],
  'lib/metrics': [...PLAIN, 'lib/supabase'],

  // All kinds of work, by name
  'lib/kinds': ['lib/generation', 'lib/tasks', 'lib/topics'],

  // The processes, and the description of the API
  'lib/worker': [
    ...PLAIN,
    'lib/auth',
    'lib/generation',
    'lib/http',
    'lib/kinds',
    'lib/process',
    'lib/providers',
    'lib/storage',
    'lib/supabase',
    'lib/tasks',
    'lib/telemetry',
  ],
  'lib/commands': [
    ...PLAIN,
    'lib/process',
    'lib/providers',
    'lib/supabase',
    'lib/supabase/embedded',
    'lib/tasks',
  ],
  'lib/openapi': [
    ...PLAIN,
    'lib/credits',
    'lib/downloads',
    'lib/gallery',
    'lib/generation',
    'lib/http',
    'lib/storage',
    'lib/tasks',
    'lib/topics',
    'lib/uploads',
    'lib/worker',
  ],

  // What is seen
  i18n: [],
  'components/notices': [...PLAIN, 'lib/http'],
  'components/ui': ['lib', 'components/notices'],
  'components/page': [...PLAIN, 'components/notices', 'components/ui', 'lib/auth', 'lib/http'],
  'components/theme': SEEN,
  'components/language': [...SEEN, 'i18n'],
  'components/auth': [...PLAIN, ...SEEN, 'lib/auth'],
  'components/pictures/feed': [...PLAIN, 'components/tasks', 'lib/generation'],
  'components/outbox': [
    ...PLAIN,
    'components/pictures/feed',
    'components/tasks',
    'lib/generation',
    'lib/http',
    'lib/providers',
  ],
  'components/credits': [...PLAIN, ...SEEN, 'components/outbox', 'lib/credits', 'lib/http'],
  'components/references': [...PLAIN, ...SEEN, 'lib/http', 'lib/uploads'],
  'components/tasks': [...PLAIN, 'components/notices', 'lib/http', 'lib/tasks'],
  'components/topics': [
    ...PLAIN,
    ...SEEN,
    'components/credits',
    'components/pictures',
    'components/tasks',
    'lib/http',
    'lib/topics',
  ],
  'components/pictures': [
    ...PLAIN,
    ...SEEN,
    'components/credits',
    'components/outbox',
    'components/tasks',
    'lib/generation',
    'lib/http',
    'lib/providers',
    'lib/tasks',
  ],
  'components/notifications': [
    ...PLAIN,
    ...SEEN,
    'components/pictures',
    'components/tasks',
    'lib/generation',
  ],

  // Pages and routes
  'app/_components': [...SEEN, 'components/language', 'components/theme'],
  'app/api': [
    ...PLAIN,
    'i18n',
    'lib/auth',
    'lib/credits',
    'lib/downloads',
    'lib/gallery',
    'lib/generation',
    'lib/http',
    'lib/kinds',
    'lib/metrics',
    'lib/openapi',
    'lib/supabase',
    'lib/tasks',
    'lib/topics',
    'lib/uploads',
    'lib/worker',
  ],
  'app/auth': [...PLAIN, 'lib/auth', 'lib/http'],
  'app/api-docs': [...PLAIN, ...SEEN, 'app/_components', 'lib/http', 'lib/openapi'],
  'app/(auth)': [
    ...PLAIN,
    ...SEEN,
    'app/_components',
    'components/auth',
    'lib/auth',
    'lib/http',
    'lib/supabase',
  ],
  'app/(studio)': [
    ...PLAIN,
    ...SEEN,
    'components/credits',
    'components/language',
    'components/notifications',
    'components/outbox',
    'components/pictures',
    'components/references',
    'components/tasks',
    'components/theme',
    'components/topics',
    'lib/auth',
    'lib/credits',
    'lib/downloads',
    'lib/gallery',
    'lib/generation',
    'lib/http',
    'lib/kinds',
    'lib/providers',
    'lib/supabase',
    'lib/topics',
  ],
  'app/(studio)/gallery': [
    ...PLAIN,
    ...SEEN,
    'components/pictures',
    'components/tasks',
    'components/topics',
    'lib/auth',
    'lib/gallery',
    'lib/generation',
    'lib/http',
    'lib/providers',
    'lib/topics',
  ],
  app: [
    ...PLAIN,
    ...SEEN,
    'app/(auth)',
    'app/_components',
    'components/auth',
    'components/language',
    'components/theme',
    'i18n',
    'lib/auth',
    'lib/http',
    'lib/supabase',
  ],
  '.': [...PLAIN, ...SEEN, 'app', 'lib/auth', 'lib/http', 'lib/supabase', 'lib/worker'],
};

/** The lifecycle carries every kind of work, and so knows none. */
export const FOREIGN_WORDS: ForeignWords = {
  'lib/tasks': /image|picture|batch|slide|video/i,
  'components/tasks': /image|picture|batch|slot|topic|slide|video/i,
};
