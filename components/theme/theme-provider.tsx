'use client';

import { CSPProvider } from '@base-ui/react/csp-provider';
import { ThemeProvider as NextThemes } from 'next-themes';
import { type ReactNode, useState } from 'react';

interface Props {
  /** Allows the inline script and styles of this page. */
  nonce: string;
  children: ReactNode;
}

/** Follows the system until a theme is chosen; the class is on <html> before the first paint. */
export function ThemeProvider({ nonce, children }: Props) {
  // A page keeps the policy it came with, whatever nonce a later answer of the server brings.
  const [first] = useState(nonce);
  return (
    <CSPProvider nonce={first}>
      <NextThemes
        attribute="class"
        defaultTheme="system"
        enableSystem
        disableTransitionOnChange
        nonce={first}
      >
        {children}
      </NextThemes>
    </CSPProvider>
  );
}
