import { imageKind } from '@/lib/generation/image-kind';
import { NO_PICTURE } from '@/lib/generation/picture-row';
import type { TaskKinds } from '@/lib/tasks/task-kind';
import { TaskReader } from '@/lib/tasks/task-reader';
import { titleKind } from '@/lib/topics/title-kind';

/** Every kind of work that this version of the app knows, by its name in `task_kinds`. */
export const taskKinds: TaskKinds = { image: imageKind, title: titleKind };

/** Reads tasks of all kinds for the API. */
export const taskReader = new TaskReader(taskKinds, NO_PICTURE);
