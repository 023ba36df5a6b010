import type { ReactNode } from 'react';

interface Props {
  icon?: ReactNode;
  label: string;
  detail?: string | undefined;
  trailing?: string | undefined;
}

/** What is happening to a card, at its foot. */
export function StatusLine({ icon, label, detail, trailing }: Props) {
  return (
    <div className="absolute inset-x-0 bottom-0 flex flex-wrap items-end gap-x-2 p-2.5 @min-[15rem]:gap-x-2.5 @min-[15rem]:p-4">
      {icon}
      {/* On a narrow card the detail has a line of its own under all, so that no change of words moves anything. */}
      <p className="min-w-0 flex-1 text-[0.8125rem] leading-5 @max-[18rem]:contents">
        <span className="font-medium @max-[18rem]:min-w-0 @max-[18rem]:flex-1">{label}</span>
        {detail ? (
          <span className="text-muted @max-[18rem]:order-last @max-[18rem]:basis-full @max-[18rem]:text-xs">
            {' '}
            {detail}
          </span>
        ) : null}
      </p>
      {trailing ? <span className="numeric text-[0.8125rem] text-muted leading-5">{trailing}</span> : null}
    </div>
  );
}
