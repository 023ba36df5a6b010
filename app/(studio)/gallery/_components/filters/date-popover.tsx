'use client';

import { useTranslations } from 'next-intl';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Popover } from '@/components/ui/popover';
import { TextField } from '@/components/ui/text-field';
import { type GalleryFilters, readFilters } from './gallery-filters';
import { DATE_PRESETS, presetStart, useToday } from './use-date-label';

type Days = Pick<GalleryFilters, 'from' | 'to'>;

interface Props {
  days: Days;
  onChange: (days: Days) => void;
}

/** One of the usual spans, or from one day to another. */
export function DatePopover({ days, onChange }: Props) {
  const t = useTranslations('gallery');
  const today = useToday();
  const [open, setOpen] = useState(false);

  // Years are typed digit by digit: 0002 is on the way to 2026, and no day to look for.
  function type(change: Partial<Days>) {
    const typed = readFilters({ ...days, ...change });
    if (Object.entries(change).every(([name, day]) => typed[name as keyof Days] === day))
      onChange({ ...days, ...change });
  }

  function choose(chosen: Days) {
    onChange(chosen);
    setOpen(false);
  }

  return (
    <Popover title={t('date')} open={open} onOpenChange={setOpen} className="w-84">
      <div className="flex flex-col gap-1">
        {DATE_PRESETS.map((preset) => (
          <Button
            key={preset}
            variant="ghost"
            className="justify-start!"
            onClick={() => choose({ from: presetStart(preset, today), to: '' })}
          >
            {t(`dates.${preset}`)}
          </Button>
        ))}
      </div>
      <div className="mt-3 grid grid-cols-2 gap-2">
        <TextField
          type="date"
          label={t('from')}
          defaultValue={days.from}
          max={days.to || today}
          onChange={(event) => type({ from: event.currentTarget.value })}
        />
        <TextField
          type="date"
          label={t('to')}
          defaultValue={days.to}
          min={days.from}
          max={today}
          onChange={(event) => type({ to: event.currentTarget.value })}
        />
      </div>
      {days.from || days.to ? (
        <Button className="mt-3 w-full" onClick={() => choose({ from: '', to: '' })}>
          {t('anyDate')}
        </Button>
      ) : null}
    </Popover>
  );
}
