import type { ReactNode } from 'react';
import { SiteHeader } from '@/app/_components/site-header';

export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-h-dvh flex-col">
      <SiteHeader />
      <main className="flex flex-1 flex-col items-center px-4 pt-[min(9vh,5rem)] pb-16">
        <div className="w-full max-w-sm">{children}</div>
      </main>
    </div>
  );
}
