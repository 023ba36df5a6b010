/** Scrolls a card into view and moves the focus to it. */
export function viewCard(taskId: string): void {
  const card = document.getElementById(`card-${taskId}`);
  card?.scrollIntoView({ block: 'center', behavior: 'smooth' });
  // Sonner answers the first loss of focus by giving it back to where it was before the toast.
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  card?.focus({ preventScroll: true });
}
