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
    <div className="absolute inset-x-0 bottom-0 flex items-end gap-2 p-2.5 @min-[15rem]:gap-2.5 @min-[15rem]:p-4">
      {icon}
      <p className="min-w-0 flex-1 text-[0.8125rem] leading-5">
        <span className="font-medium">{label}</span>
        {detail ? (
          <span className="text-muted @max-[14rem]:block @max-[14rem]:leading-4"> {detail}</span>
        ) : null}
      </p>
      {trailing ? <span className="numeric text-[0.8125rem] text-muted leading-5">{trailing}</span> : null}
    </div>
  );
}
