'use client';

import { Autocomplete } from '@base-ui/react/autocomplete';
import { useRouter } from 'next/navigation';
import { useTranslations } from 'next-intl';
import { useRef, useState } from 'react';
import { usePictures } from '@/components/pictures/pictures-context';
import { menuItemClass } from '@/components/ui/class-names';
import { Dialog } from '@/components/ui/dialog';
import { KeyCap } from '@/components/ui/keyboard/key-list';
import { matching } from './match';
import { type Command, type CommandGroup, useCommands } from './use-commands';
import { useFoundPictures } from './use-found-pictures';

interface Props {
  onClose: () => void;
  /** Shows the keys instead. */
  onHelp: () => void;
}

/** Everything by its name: topics, pages, actions, settings, and pictures by the words of their prompts. */
export function Palette({ onClose, onHelp }: Props) {
  const t = useTranslations('palette');
  const [text, setText] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const commands = useCommands(onHelp);
  const pictures = usePictureCommands(text);
  const groups = [...matching(commands.groups, text), ...pictures.groups];
  const status = pictures.state === 'searching' || pictures.state === 'failed' ? t(pictures.state) : null;

  function run(command: Command) {
    onClose();
    // After the dialog has given the focus back.
    requestAnimationFrame(command.run);
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t('title')}
      titleHidden
      shape="palette"
      initialFocus={field}
    >
      <Autocomplete.Root
        open
        inline
        items={groups}
        filter={null}
        value={text}
        onValueChange={setText}
        itemToStringValue={(command: Command) => command.label}
        autoHighlight="always"
        keepHighlight
      >
        <Autocomplete.Input
          ref={field}
          aria-label={t('title')}
          placeholder={t('placeholder')}
          className="h-14 shrink-0 border-hairline border-b bg-transparent pr-14 pl-5 text-base outline-none placeholder:text-muted"
        />
        <Autocomplete.Status className="px-5 text-[0.8125rem] text-muted not-empty:py-2.5">
          {commands.failed ? t('topicsFailed') : status}
        </Autocomplete.Status>
        <Autocomplete.Empty className="px-5 text-[0.8125rem] text-muted not-empty:py-4">
          {status ? null : t('nothing', { text: text.trim() })}
        </Autocomplete.Empty>
        <Autocomplete.List className="min-h-0 overflow-y-auto overscroll-contain outline-none not-empty:p-1.5">
          {({ name, items }: CommandGroup) => (
            <Autocomplete.Group key={name} items={items} className="not-last:mb-2">
              <Autocomplete.GroupLabel className="px-3.5 py-1.5 text-muted text-xs">
                {t(name)}
              </Autocomplete.GroupLabel>
              <Autocomplete.Collection>
                {(command: Command) => (
                  <Autocomplete.Item
                    key={command.id}
                    value={command}
                    onClick={() => run(command)}
                    className={`${menuItemClass} px-3.5!`}
                  >
                    {command.thumbUrl ? <Thumb url={command.thumbUrl} /> : null}
                    <span className="min-w-0 flex-1 truncate">{command.label}</span>
                    {command.shortcut ? <KeyCap>{command.shortcut}</KeyCap> : null}
                  </Autocomplete.Item>
                )}
              </Autocomplete.Collection>
            </Autocomplete.Group>
          )}
        </Autocomplete.List>
      </Autocomplete.Root>
    </Dialog>
  );
}

function Thumb({ url }: { url: string }) {
  return (
    // biome-ignore lint/performance/noImgElement: a private thumbnail of our own
    <img src={url} alt="" className="size-8 shrink-0 rounded-md bg-raised object-cover" />
  );
}

/** The pictures that were found, and the way to all of them. */
function usePictureCommands(text: string) {
  const t = useTranslations('palette');
  const router = useRouter();
  const { onOpen } = usePictures();
  const { pictures, state } = useFoundPictures(text);
  if (pictures.length === 0) return { groups: [], state };
  const words = text.trim();
  const found = pictures.map(({ taskId, prompt, images }) => ({
    id: taskId,
    label: prompt,
    ...(images[0] && { thumbUrl: images[0].thumbUrl }),
    run: () => onOpen(taskId),
  }));
  const all = {
    id: 'search',
    label: t('searchGallery', { text: words }),
    run: () => router.push(`/gallery?${new URLSearchParams({ q: words })}`),
  };
  const groups: CommandGroup[] = [{ name: 'pictures', items: [...found, all] }];
  return { groups, state };
}
