'use client';

import { useTranslations } from 'next-intl';
import { useEffect, useState } from 'react';
import type { ComposerDraft } from '@/app/(studio)/_components/draft/composer-draft';
import { reportLostPart } from '@/components/notices/page-notices';
import type { Reference } from '@/components/references/reference';
import { preload } from '@/components/ui/use-lazy';
import type { FileFault } from './choose-files';
import type { ReferenceActions } from './reference-actions';

const loadActions = () => import('./reference-actions').then((module) => module.referenceActions);

/** What can be done with the references of a draft, by code that is loaded with the first of them; `said` is for a live region. */
export function useReferences(draft: ComposerDraft) {
  const t = useTranslations('references');
  const [faults, setFaults] = useState<readonly FileFault[]>([]);
  const [said, say] = useState('');
  useEffect(() => preload(loadActions), []);

  function run(act: (actions: ReferenceActions) => unknown) {
    loadActions().then(
      (actions) => act(actions({ draft, t, setFaults, say })),
      () => reportLostPart(loadActions, () => run(act)),
    );
  }

  return {
    faults,
    setFaults,
    said,
    /** New files become references, as far as they are pictures and there is room. */
    add: (files: readonly File[]) => run((actions) => actions.add(files)),
    addPicture: (id: string) => run((actions) => actions.addPicture(id)),
    retry: (sending: Extract<Reference, { file: File }>) => run((actions) => actions.retry(sending)),
    remove: (reference: Reference) => run((actions) => actions.remove(reference)),
    removeGone: () => run((actions) => actions.removeGone()),
    move: (from: number, to: number) => run((actions) => actions.move(from, to)),
    forgetPreview: (reference: Reference) => run((actions) => actions.forgetPreview(reference)),
    check: (reference: Reference) => run((actions) => actions.check(reference)),
    checkAll: () => run((actions) => actions.checkAll()),
  };
}
