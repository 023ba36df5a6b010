import type { TaskErrorCode } from '@/lib/tasks/task-error';

const MESSAGES: Record<TaskErrorCode, string> = {
  safety_blocked:
    'The model declined this one: its safety filter stopped the picture. Changing the wording usually helps.',
  no_image: 'The model answered without a picture. Describe what should be seen and try again.',
  invalid_request: 'The model did not accept this request. Change the prompt or the settings.',
  provider_auth:
    'The API key of the image model was refused. Whoever runs this installation must correct it.',
  provider_quota: 'The quota of the image model is used up for now. Try again later.',
  provider_unavailable: 'The image model could not be reached. Try again.',
  provider_timeout: 'The image model took too long. Try again.',
  invalid_image: 'The image model sent a file that is not a readable picture. Try again.',
  storage_failed: 'The picture could not be stored. Try again.',
  lease_expired: 'The work was interrupted too often. Try again.',
  internal: 'Something went wrong on our side. Try again.',
};

function isKnown(code: string): code is TaskErrorCode {
  return Object.hasOwn(MESSAGES, code);
}

/** The English sentence for a task's error code. */
export function taskErrorMessage(code: string): string {
  return MESSAGES[isKnown(code) ? code : 'internal'];
}
