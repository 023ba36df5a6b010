import { type FileKind, sniffFile } from '@/components/references/sniff-file';

/** A sentence about files that were not taken; `name` is the file's. */
export type FileFault =
  | {
      why:
        | 'unreadable'
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

const FAULTS: Partial<Record<FileKind, 'unreadable' | 'moving' | 'drawing' | 'zipAmongOthers'>> = {
  moving: 'moving',
  drawing: 'drawing',
  zip: 'zipAmongOthers',
  other: 'unreadable',
};

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
    const why = FAULTS[kinds[index] ?? 'other'];
    if (why) faults.push({ why, name: file.name });
    else pictures.push(file);
  });
  return { pictures, faults };
}
