/** Groups of operations, in the order of the document. */
export const TAGS = [
  { name: 'Generating', description: 'Asking for pictures and following them until they are there.' },
  { name: 'Pictures', description: 'The bytes of pictures, and what can be done with finished ones.' },
  { name: 'Gallery', description: 'All finished pictures of all topics: searching, choosing, taking away.' },
  { name: 'Topics', description: 'Named groups of batches.' },
  { name: 'Account', description: 'Credits.' },
  {
    name: 'Installation',
    description: 'For whoever runs it: health, background work, metrics, this document.',
  },
] as const;

export type Tag = (typeof TAGS)[number]['name'];
