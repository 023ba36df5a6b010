/** The key that does the same as the button it stands in. */
export function KeyHint({ children }: { children: string }) {
  return (
    <kbd aria-hidden className="numeric ml-auto pl-1 text-xs opacity-70 pointer-coarse:hidden">
      {children}
    </kbd>
  );
}
