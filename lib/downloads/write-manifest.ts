import type { Manifest } from './manifest';
import type { NamedPicture } from './name-entries';

export function writeManifest(pictures: readonly NamedPicture[], createdAt: Date): Manifest {
  return {
    format: 'darkroom',
    version: 1,
    createdAt: createdAt.toISOString(),
    pictures: pictures.map(({ file, task, image }) => ({
      file,
      taskId: task.taskId,
      batchId: task.batchId,
      topicId: task.topicId,
      position: task.position,
      prompt: task.prompt,
      model: task.model,
      settings: task.settings,
      seed: image.seed,
      parentId: task.parentId,
      createdAt: task.createdAt,
      startedAt: task.startedAt,
      finishedAt: task.finishedAt,
      width: image.width,
      height: image.height,
      mimeType: image.mimeType,
    })),
  };
}
