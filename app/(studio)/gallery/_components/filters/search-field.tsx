'use client';

import { Search, X } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type KeyboardEvent, useEffect, useEffectEvent, useRef } from 'react';
import { MAX_SEARCH } from '@/lib/gallery/limits';

interface Props {
  value: string;
  onSearch: (text: string) => void;
}

/** Long enough for the next letter of someone who types slowly. */
const PAUSE_MS = 250;

/** Words of the prompts to look for. Searches while one types; "/" leads here from anywhere in the page. */
export function SearchField({ value, onSearch }: Props) {
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
