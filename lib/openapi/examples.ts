import type { PictureTask } from '@/lib/generation/schema';

/** Ids that examples speak of; tests make things of these ids, so that every example can be run. */
export const EXAMPLE_IDS = {
  picture: '8a5f2f0e-3c1b-4d7a-9e64-1f0c2b7d5a31',
  running: 'c2d9b7a4-51f6-4e08-8b3d-7a6e9f0c4d12',
  batch: '4b0e6d1c-92a7-4f35-a8c9-d35e7b1f6024',
  upload: '1d94b0f7-6e2a-4c83-95d1-b8f3a07c2e65',
  topic: 'e7c3a918-0b5d-46f2-b1e8-59d4c6a2f703',
} as const;

const prompt = 'A lighthouse above a sea of fog';
const model = 'gemini-nano-banana-2.1';
const settings: PictureTask['settings'] = { aspectRatio: '16:9', imageSize: '1K' };

const { picture, running, batch, topic } = EXAMPLE_IDS;

export const exampleRequest = { prompt, aspectRatio: '16:9', count: 2 };

export const runningTask: PictureTask = {
  taskId: running,
  kind: 'image',
  status: 'processing',
  version: 2,
  prompt,
  model,
  batchId: batch,
  topicId: topic,
  position: 0,
  settings,
  images: [],
  attempt: 1,
  maxAttempts: 4,
  estimate: { p50Ms: 18_000, p90Ms: 31_000 },
  createdAt: '2026-11-20T09:30:00.120Z',
  startedAt: '2026-11-20T09:30:00.120Z',
};

export const finishedTask: PictureTask = {
  ...runningTask,
  taskId: picture,
  status: 'completed',
  version: 3,
  images: [
    {
      id: picture,
      url: `/api/images/${picture}`,
      thumbUrl: `/api/images/${picture}?variant=thumb`,
      width: 1376,
      height: 768,
      mimeType: 'image/png',
      seed: 1_204_771_853,
      placeholder: '3OcRJYB4d3h/iIeHeEh3eIhw+j3A',
      favourite: false,
    },
  ],
  finishedAt: '2026-11-20T09:30:19.480Z',
};

export const favouriteTask: PictureTask = {
  ...finishedTask,
  images: finishedTask.images.map((image) => ({ ...image, favourite: true })),
};

export const canceledTask: PictureTask = {
  ...runningTask,
  status: 'canceled',
  version: 3,
  finishedAt: '2026-11-20T09:30:04.002Z',
};

export const exampleBatch = {
  batchId: batch,
  topicId: topic,
  prompt,
  model,
  settings,
  createdAt: '2026-11-20T09:30:00.120Z',
  tasks: [finishedTask],
};
