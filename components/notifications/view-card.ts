/** Scrolls a card into view and moves the focus to it. */
export function viewCard(taskId: string): void {
  const card = document.getElementById(`card-${taskId}`);
  card?.scrollIntoView({ block: 'center', behavior: 'smooth' });
  card?.focus({ preventScroll: true });
}
