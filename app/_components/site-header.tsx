import { LanguageMenu } from '@/components/language/language-menu';
import { ThemeMenu } from '@/components/theme/theme-menu';
import { Logo } from '@/components/ui/logo';

/** The head of pages that need no account. */
export function SiteHeader() {
  return (
    <header className="flex items-center justify-between px-5 py-4 sm:px-8">
      <Logo href="/" />
      <div className="flex items-center gap-1">
        <LanguageMenu />
        <ThemeMenu />
      </div>
    </header>
  );
}
