import { type FileKind, sniffFile } from '@/components/references/sniff-file';

/** A sentence about files that were not taken; `name` is the file's. */
export type FileFault =
  | {
      why:
        | 'unreadable'
        | 'closed'
        | 'moving'
        | 'drawing'
        | 'refused'
        | 'zipAmongOthers'
        | 'zipBroken'
        | 'zipForeign'
        | 'zipVersion';
      name: string;
    }
  | { why: 'tooMany'; count: number };

const FAULTS = {
  moving: 'moving',
  drawing: 'drawing',
  zip: 'zipAmongOthers',
  closed: 'closed',
  other: 'unreadable',
} as const satisfies Partial<Record<FileKind, FileFault['why']>>;

interface Choice {
  pictures: File[];
  faults: FileFault[];
}

/** Which files may be references by their first bytes, and why the others can't. */
export async function chooseFiles(files: readonly File[]): Promise<Choice> {
  const kinds = await Promise.all(files.map(sniffFile));
  const pictures: File[] = [];
  const faults: FileFault[] = [];
  files.forEach((file, index) => {
    const kind = kinds[index] ?? 'other';
    const why = kind in FAULTS ? FAULTS[kind as keyof typeof FAULTS] : undefined;
    if (why) faults.push({ why, name: file.name });
    else pictures.push(file);
  });
  return { pictures, faults };
}
