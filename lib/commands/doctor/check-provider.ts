import type { Settings } from '@/lib/env';
import { CATALOGUE } from '@/lib/providers/catalogue';
import { findMissingModels } from '@/lib/providers/gemini/gemini-provider';
import { lacksPlan } from '@/lib/providers/gemini/map-gemini-error';
import { TaskError } from '@/lib/tasks/task-error';
import type { Finding } from './finding';

const subject = 'Provider';

/** Whether Gemini takes the key and has the models; no picture is made. */
export async function checkProvider(settings: Settings): Promise<Finding> {
  const {
    GEMINI_API_KEY: apiKey,
    GEMINI_API_VERSION: apiVersion,
    GEMINI_MODEL_OVERRIDES: modelIds,
    GEMINI_TEXT_MODEL: textModel,
  } = settings;
  if (!apiKey)
    return {
      subject,
      detail: 'the demo provider draws the pictures, as there is no GEMINI_API_KEY',
      unused: true,
    };
  try {
    const models = [...CATALOGUE.map(({ id }) => id), textModel];
    const missing = await findMissingModels({ apiKey, apiVersion, modelIds }, models);
    if (missing.length === 0)
      return { subject, detail: `Gemini takes the key and has all ${models.length} models` };
    const fix =
      missing[0] === textModel
        ? 'Set GEMINI_TEXT_MODEL to a text model that exists: topics get no titles.'
        : `Map them to ids that exist: GEMINI_MODEL_OVERRIDES=${missing[0]}=<id at Gemini>`;
    return { subject, detail: `Gemini has no ${missing.join(', ')}`, fix };
  } catch (error) {
    if (!(error instanceof TaskError)) throw error;
    return { subject, detail: error.message, fix: fixOf(error) };
  }
}

function fixOf(error: TaskError): string {
  const { code } = error;
  if (lacksPlan(error))
    return 'Turn on billing for the key’s project in Google AI Studio, or run Darkroom in a place that Gemini serves.';
  if (code === 'provider_auth') return 'Set GEMINI_API_KEY to a key that is allowed to use the Gemini API.';
  if (code === 'provider_quota') return 'Wait, or raise the quota of the key’s project.';
  return 'Check the network and GOOGLE_GEMINI_BASE_URL; Gemini itself may be down.';
}
