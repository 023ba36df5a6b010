'use client';

import { Search, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, type ReactNode, useEffect, useEffectEvent, useRef } from 'react';
import { MAX_SEARCH } from '@/lib/limits';
import { FilterChips } from './filter-chips';
import type { GalleryFilters } from './gallery-filters';

interface FilterBarProps {
  filters: GalleryFilters;
  topicTitle: string;
  onChange: (change: Partial<GalleryFilters>, how?: 'push' | 'replace') => void;
  /** Beside the search. */
  children: ReactNode;
}

/** What to show, and in which order: on a narrow screen the chips are one line that scrolls. */
export function FilterBar({ filters, topicTitle, onChange, children }: FilterBarProps) {
  const t = useTranslations('gallery');
  return (
    <section aria-label={t('filters')} className="flex flex-col gap-2.5">
      <div className="flex items-center gap-2">
        <SearchField value={filters.q} onSearch={(q) => onChange({ q: q.trim() }, 'replace')} />
        {children}
      </div>
      <div className="-mx-3 flex gap-1.5 overflow-x-auto px-3 [scrollbar-width:none] lg:mx-0 lg:flex-wrap lg:overflow-visible lg:px-0">
        <FilterChips filters={filters} topicTitle={topicTitle} onChange={onChange} />
      </div>
    </section>
  );
}

interface SearchFieldProps {
  value: string;
  onSearch: (text: string) => void;
}

/** Long enough for the next letter of someone who types slowly. */
const PAUSE_MS = 250;

/** Words of the prompts to look for. Searches while one types; "/" leads here from anywhere in the page. */
function SearchField({ value, onSearch }: SearchFieldProps) {
  const t = useTranslations('gallery');
  const input = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const search = useEffectEvent(onSearch);
  function searchSoon(text: string, wait = PAUSE_MS) {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      timer.current = undefined;
      search(text);
    }, wait);
  }
  useEffect(() => () => clearTimeout(timer.current), []);

  // Changed from elsewhere: by going back, or by taking the filter away.
  useEffect(() => {
    const field = input.current;
    if (field && timer.current === undefined && field.value.trim() !== value) field.value = value;
  }, [value]);

  useEffect(() => {
    function focusBySlash(event: globalThis.KeyboardEvent) {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target instanceof Element && event.target.closest('input, textarea, [role="dialog"]')) return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    }
    window.addEventListener('keydown', focusBySlash);
    return () => window.removeEventListener('keydown', focusBySlash);
  }, []);

  function clear() {
    if (!input.current) return;
    input.current.value = '';
    input.current.focus();
    searchSoon('', 0);
  }

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key === 'Enter') searchSoon(event.currentTarget.value, 0);
    if (event.key === 'Escape') clear();
  }

  return (
    <search className="relative flex min-w-0 flex-1 items-center">
      <Search aria-hidden className="pointer-events-none absolute left-3 size-4 text-muted" />
      <input
        ref={input}
        // Not of type "search": its own cross has no name and cannot be reached by keyboard.
        type="text"
        enterKeyHint="search"
        autoComplete="off"
        aria-label={t('search')}
        aria-keyshortcuts="/"
        placeholder={t('searchPlaceholder')}
        maxLength={MAX_SEARCH}
        defaultValue={value}
        onChange={(event) => searchSoon(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        className="peer h-10 w-full rounded-lg border border-hairline-strong bg-surface pr-10 pl-9 text-foreground placeholder:text-muted pointer-coarse:h-11 pointer-coarse:text-base"
      />
      <button
        type="button"
        aria-label={t('searchClear')}
        onClick={clear}
        className="absolute right-1 grid size-8 place-content-center rounded-lg text-muted hover:text-foreground peer-placeholder-shown:hidden pointer-coarse:right-0 pointer-coarse:size-11"
      >
        <X aria-hidden className="size-4" />
      </button>
      <kbd
        aria-hidden
        className="numeric pointer-events-none absolute right-3 hidden rounded border border-hairline-strong px-1.5 text-muted text-xs peer-placeholder-shown:block peer-focus:hidden pointer-coarse:hidden!"
      >
        /
      </kbd>
    </search>
  );
}
