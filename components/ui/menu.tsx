import { Menu as Base } from '@base-ui/react/menu';
import { Check } from 'lucide-react';
import Link from 'next/link';
import type { ComponentProps, ReactElement, ReactNode } from 'react';
import { cn, menuItemClass } from './class-names';
import { KeyCap } from './keyboard/key-list';
import { ForwardedTrigger, useLandmark } from './lazy-popup';

interface MenuProps {
  /** The button that opens it, unless LazyPopup has it. */
  trigger?: ReactElement;
  side?: 'top' | 'right' | 'bottom' | 'left';
  align?: 'start' | 'center' | 'end';
  /** Its width. */
  className?: string;
  /** Where the focus goes when it closes; without it, to the trigger. */
  finalFocus?: ComponentProps<typeof Base.Popup>['finalFocus'];
  /** MenuItem, MenuRadioGroup, or plain text. */
  children: ReactNode;
}

/** A menu of actions; arrow keys move in it, and its portal is in the landmark of its button. */
export function Menu({
  trigger,
  side = 'bottom',
  align = 'start',
  className = 'min-w-44',
  finalFocus,
  children,
}: MenuProps) {
  const { container, follow } = useLandmark();
  return (
    // Locking the page behind it would lay the whole page out anew, and move it.
    <Base.Root modal={false} onOpenChange={follow}>
      <Base.Trigger render={trigger ?? <ForwardedTrigger />} />
      <Base.Portal container={container}>
        <Base.Positioner
          side={side}
          align={align}
          sideOffset={6}
          collisionPadding={12}
          className="z-40 outline-none"
        >
          <Base.Popup
            finalFocus={finalFocus}
            className={cn(
              'popup-motion max-h-(--available-height) overflow-y-auto rounded-xl border border-hairline bg-surface p-1.5 shadow-lift outline-none',
              className,
            )}
          >
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

interface MenuItemProps {
  icon?: ReactNode;
  /** It is disabled without. */
  onSelect: (() => void) | null | undefined;
  danger?: boolean;
  /** The key that does the same where the menu was opened. */
  shortcut?: string;
  children: ReactNode;
}

/** One action of a menu. */
export function MenuItem({ icon, onSelect, danger = false, shortcut, children }: MenuItemProps) {
  return (
    <Base.Item
      onClick={onSelect ?? undefined}
      disabled={!onSelect}
      aria-keyshortcuts={shortcut}
      className={cn(menuItemClass, danger && 'text-danger')}
    >
      {icon}
      {children}
      {shortcut ? <KeyCap className="ml-auto pointer-coarse:hidden">{shortcut}</KeyCap> : null}
    </Base.Item>
  );
}

interface MenuLinkProps {
  href: string;
  icon?: ReactNode;
  children: ReactNode;
}

/** A line of a menu that leads to another page. */
export function MenuLink({ href, icon, children }: MenuLinkProps) {
  return (
    <Base.LinkItem closeOnClick render={<Link href={href} prefetch={false} />} className={menuItemClass}>
      {icon}
      {children}
    </Base.LinkItem>
  );
}

interface MenuRadioGroupProps<Value extends string> {
  label: string;
  value: Value;
  onChange: (value: Value) => void;
  options: readonly { value: Value; label: ReactNode; lang?: string; icon?: ReactNode }[];
}

/** One of several values; choosing closes the menu. */
export function MenuRadioGroup<Value extends string>({
  label,
  value,
  onChange,
  options,
}: MenuRadioGroupProps<Value>) {
  return (
    <Base.Group>
      <Base.GroupLabel className="px-2.5 pt-1 pb-1.5 text-muted text-xs">{label}</Base.GroupLabel>
      <Base.RadioGroup value={value} onValueChange={onChange}>
        {options.map((option) => (
          <Base.RadioItem
            key={option.value}
            value={option.value}
            lang={option.lang}
            closeOnClick
            className={menuItemClass}
          >
            {option.icon}
            <span className="flex-1">{option.label}</span>
            <Base.RadioItemIndicator className="text-accent-text">
              <Check aria-hidden />
            </Base.RadioItemIndicator>
          </Base.RadioItem>
        ))}
      </Base.RadioGroup>
    </Base.Group>
  );
}

/** Menu items under a line of explanation. */
export function MenuGroup({ label, children }: { label: ReactNode; children: ReactNode }) {
  return (
    <Base.Group>
      <Base.GroupLabel className="max-w-64 break-words px-2.5 pt-1 pb-1.5 text-muted text-xs">
        {label}
      </Base.GroupLabel>
      {children}
    </Base.Group>
  );
}

export function MenuSeparator() {
  return <Base.Separator className="mx-2.5 my-1 h-px bg-hairline" />;
}
