'use client';

import { Combobox } from '@base-ui/react/combobox';
import { Check, Plus } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { cn, inputClass, menuItemClass } from '@/components/ui/class-names';
import { ForwardedTrigger, useLandmark } from '@/components/ui/lazy-popup';
import { MAX_TITLE } from '@/lib/limits';
import { useTopicChoices } from './use-topic-choices';

interface Props {
  label: string;
  /** The chosen topic's id. */
  value?: string;
  onChoose: (topic: { id: string; title: string }) => void;
  /** Offers to make a topic of what was typed. */
  onCreate?: (title: string) => void;
  side?: 'top' | 'bottom';
}

const NEW = 'new';

/** The topics, found by typing; in LazyPopup. */
export function TopicPicker({ label, value, onChoose, onCreate, side = 'bottom' }: Props) {
  const t = useTranslations('gallery');
  const { container, follow } = useLandmark();
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const { topics, failed } = useTopicChoices(open);

  const title = typed.trim();
  const isNew = topics?.every((topic) => topic.label.toLocaleLowerCase() !== title.toLocaleLowerCase());
  const creates = onCreate !== undefined && title !== '' && isNew;
  const items = [...(topics ?? []), ...(creates ? [{ value: NEW, label: t('topicNew', { title }) }] : [])];

  return (
    <Combobox.Root
      items={items}
      value={topics?.find((topic) => topic.value === value) ?? null}
      isItemEqualToValue={(item, chosen) => item.value === chosen.value}
      onValueChange={(item) => {
        if (item?.value === NEW) onCreate?.(title);
        else if (item) onChoose({ id: item.value, title: item.label });
      }}
      inputValue={typed}
      onInputValueChange={setTyped}
      open={open}
      onOpenChange={(next, details) => {
        follow(next, details);
        setOpen(next);
        if (!next) setTyped('');
      }}
      autoHighlight
    >
      <Combobox.Trigger render={<ForwardedTrigger />} />
      <Combobox.Portal container={container}>
        <Combobox.Positioner
          side={side}
          align="start"
          sideOffset={8}
          collisionPadding={12}
          className="z-40 outline-none"
        >
          <Combobox.Popup
            aria-label={label}
            className="popup-motion flex max-h-[min(24rem,var(--available-height))] w-72 max-w-(--available-width) flex-col rounded-xl border border-hairline bg-surface p-1.5 shadow-lift outline-none"
          >
            <Combobox.Input
              aria-label={t('topicSearch')}
              placeholder={onCreate ? t('topicSearchOrNew') : t('topicSearch')}
              maxLength={MAX_TITLE}
              className={cn(inputClass, 'h-9 pointer-coarse:h-11')}
            />
            <Combobox.Status className="px-2.5 text-muted text-xs not-empty:py-2.5">
              {failed ? t('topicsFailed') : topics ? null : t('topicsLoading')}
            </Combobox.Status>
            <Combobox.Empty className="px-2.5 text-muted text-xs not-empty:py-2.5">
              {topics ? t('topicsNone') : null}
            </Combobox.Empty>
            <Combobox.List className="min-h-0 overflow-y-auto not-empty:mt-1.5">
              {(item: (typeof items)[number]) => (
                <Combobox.Item key={item.value} value={item} className={menuItemClass}>
                  {item.value === NEW ? <Plus aria-hidden className="text-muted" /> : null}
                  <span className="min-w-0 flex-1 truncate">{item.label}</span>
                  <Combobox.ItemIndicator className="text-accent-text">
                    <Check aria-hidden />
                  </Combobox.ItemIndicator>
                </Combobox.Item>
              )}
            </Combobox.List>
          </Combobox.Popup>
        </Combobox.Positioner>
      </Combobox.Portal>
    </Combobox.Root>
  );
}
