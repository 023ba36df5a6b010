'use client';

import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useTheme } from 'next-themes';
import { useDraft } from '@/app/(studio)/_components/draft/composer-draft';
import { COUNTS, type ComposerSettings } from '@/app/(studio)/_components/draft/draft';
import { useStudio } from '@/app/(studio)/_components/studio-context';
import { LANGUAGES, useChooseLanguage } from '@/components/language/language-choice';
import { newTopic, topicPath } from '@/components/topics/topic-address';
import { useAllTopics } from '@/components/topics/use-all-topics';
import { CATALOGUE, DEFAULT_MODEL, findModel, imageSizes } from '@/lib/providers/catalogue';

/** One line of the palette. */
export interface Command {
  id: string;
  label: string;
  /** The key that does the same. */
  shortcut?: string;
  /** Of a picture. */
  thumbUrl?: string;
  run: () => void;
}

export interface CommandGroup {
  name: 'topics' | 'pages' | 'actions' | 'settings' | 'pictures';
  items: readonly Command[];
}

/** Everything that the palette offers without having to search, in the order in which it is shown. */
export function useCommands(onHelp: () => void): { groups: readonly CommandGroup[]; failed: boolean } {
  const t = useTranslations('palette');
  const nav = useTranslations('nav');
  const apiDocs = useTranslations('apiDocs');
  const inTopics = useTranslations('topics');
  const keys = useTranslations('keys');
  const router = useRouter();
  const { topics, failed } = useAllTopics(true);
  const page = (href: string, label: string): Command => ({
    id: href,
    label,
    run: () => router.push(href),
  });

  function startTopic() {
    router.push('/image-generator/new');
    newTopic.notify();
  }

  function openAccount() {
    document.querySelector<HTMLElement>(`header button[aria-label^="${nav('account')}:"]`)?.click();
  }

  const actions: Command[] = [
    { id: 'new', label: inTopics('newNamed'), run: startTopic },
    { id: 'keys', label: keys('title'), shortcut: '?', run: onHelp },
    ...useThemes(),
    ...useLanguages(),
    { id: 'account', label: t('account'), run: openAccount },
  ];
  const groups: CommandGroup[] = [
    { name: 'actions', items: actions },
    {
      name: 'pages',
      items: [
        page('/image-generator', nav('generate')),
        page('/image-generator/all', inTopics('all')),
        page('/gallery', nav('gallery')),
        page('/api-docs', apiDocs('title')),
      ],
    },
    {
      name: 'topics',
      items: (topics ?? []).map(({ id, title }) => page(topicPath(id), title ?? inTopics('untitled'))),
    },
    { name: 'settings', items: useSettingCommands() },
  ];
  return { groups, failed };
}

function useThemes(): Command[] {
  const t = useTranslations('palette');
  const names = useTranslations('theme');
  const { setTheme } = useTheme();
  return (['system', 'light', 'dark'] as const).map((theme) => ({
    id: `theme-${theme}`,
    label: t('theme', { name: names(theme) }),
    run: () => setTheme(theme),
  }));
}

function useLanguages(): Command[] {
  const t = useTranslations('palette');
  const choose = useChooseLanguage();
  return LANGUAGES.map(({ value, label }) => ({
    id: `language-${value}`,
    label: t('language', { name: label }),
    run: () => choose(value),
  }));
}

/** The settings that are chosen, as the composer offers them. */
function useSettingCommands(): Command[] {
  const t = useTranslations('palette');
  const composer = useTranslations('composer');
  const router = useRouter();
  const { draft, promptRef } = useStudio();
  const { settings } = useDraft(draft);
  const model = findModel(settings.model) ?? DEFAULT_MODEL;
  const setting = (name: string, value: string, change: Partial<ComposerSettings>): Command => ({
    id: JSON.stringify(change),
    label: t('setting', { name, value }),
    run() {
      draft.setSettings(change);
      if (!promptRef.current) router.push('/image-generator');
    },
  });
  return [
    ...CATALOGUE.map(({ id, label }) => setting(composer('model'), label, { model: id })),
    ...model.aspectRatios.map((ratio) => setting(composer('aspectRatio'), ratio, { aspectRatio: ratio })),
    ...imageSizes(model).map((size) => setting(composer('size'), size, { imageSize: size })),
    ...COUNTS.map((count) => setting(composer('count'), String(count), { count })),
  ];
}
