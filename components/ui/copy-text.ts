/**
 * Copies a text; rejects when the browser does not let us. Over plain HTTP from another machine browsers have no clipboard to
 * write to: there a selected field is copied, as by hand.
 */
export async function copyText(text: string): Promise<void> {
  // biome-ignore lint/plugin: the one place that knows what to do without it
  if ('clipboard' in navigator) return navigator.clipboard.writeText(text);
  const focused = document.activeElement instanceof HTMLElement ? document.activeElement : null;
  const field = document.createElement('textarea');
  field.value = text;
  field.readOnly = true;
  field.style.cssText = 'position:fixed;top:0;opacity:0';
  // Beside the button that was pressed: a dialog takes the focus back from anything outside of it.
  (focused?.parentElement ?? document.body).append(field);
  field.focus({ preventScroll: true });
  field.select();
  const copied = document.execCommand('copy');
  field.remove();
  focused?.focus({ preventScroll: true });
  if (!copied) throw new Error('The browser did not copy.');
}
