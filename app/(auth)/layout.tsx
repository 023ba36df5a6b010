import type { ReactNode } from 'react';
import { Logo } from '@/components/brand/logo';
import { LanguageMenu } from '@/components/language/language-menu';
import { ThemeMenu } from '@/components/theme/theme-menu';

export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="flex items-center justify-between px-5 py-4 sm:px-8">
        <Logo href="/" />
        <div className="flex items-center gap-1">
          <LanguageMenu />
          <ThemeMenu />
        </div>
      </header>
      <main className="flex flex-1 flex-col items-center px-4 pt-[min(9vh,5rem)] pb-16">
        <div className="w-full max-w-sm">{children}</div>
      </main>
    </div>
  );
}
