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
