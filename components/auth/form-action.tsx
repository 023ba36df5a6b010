'use client';

import { CircleAlert } from 'lucide-react';
import { unstable_rethrow } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useActionState, useState, useTransition } from 'react';
import type { Refusal } from '@/lib/auth/refusal';

interface FormAction<State> {
  state: State;
  /** For the form, while the page has no scripts yet. */
  action: (form: FormData) => void;
  /** Sends the form, and keeps what was typed. */
  submit: (form: FormData) => void;
  pending: boolean;
}

/**
 * A form's server action. When it does not get through, `lost` is the state that says so: an error that is thrown takes the whole
 * page away, with what was typed.
 */
export function useFormAction<State>(
  act: (state: State, form: FormData) => Promise<State>,
  initial: Awaited<State>,
  lost: (state: State) => State,
): FormAction<State> {
  const [posted, action, posting] = useActionState(act, initial);
  const [answered, setAnswered] = useState<{ state: State }>();
  const [sending, startTransition] = useTransition();
  const state = answered ? answered.state : posted;

  function submit(form: FormData) {
    startTransition(async () => {
      const next = await act(state, form).catch((error: unknown) => {
        // A redirect.
        unstable_rethrow(error);
        console.info('A form did not get through.', error);
        return lost(state);
      });
      setAnswered({ state: next });
    });
  }

  return { state, action, submit, pending: posting || sending };
}

/** Says what went wrong with a whole form; the live region is there before the fault is. */
export function FormFault({ refusal }: { refusal: Partial<Refusal> | undefined }) {
  const t = useTranslations('auth');
  const { fault, waitSeconds = 0 } = refusal ?? {};
  return (
    <div role="alert" className="empty:hidden">
      {fault ? (
        <p className="flex gap-2.5 rounded-lg bg-raised px-3 py-2.5 leading-relaxed">
          <CircleAlert aria-hidden className="mt-1 size-4 shrink-0 text-danger" />
          {waitSeconds > 0
            ? t('tooManyTriesFor', {
                minutes: waitSeconds > 90 ? Math.ceil(waitSeconds / 60) : 0,
                seconds: waitSeconds,
              })
            : t(fault)}
        </p>
      ) : null}
    </div>
  );
}
