/** What lies under the composer, which stays at the top of wide windows, is not seen. */
const OPTIONS = { threshold: 0.3, rootMargin: '-150px 0px 0px 0px' };

/** Which cards can be seen, so that nobody is told what they are looking at. */
export class CardVisibility {
  private readonly seen = new Set<Element>();
  private readonly elements = new Map<string, Element>();
  private observer: IntersectionObserver | undefined;

  /** Watches a card; returns the function that ends it. */
  watch(taskId: string, element: Element): () => void {
    this.observer ??= new IntersectionObserver((entries) => this.update(entries), OPTIONS);
    this.elements.set(taskId, element);
    this.observer.observe(element);
    return () => {
      this.observer?.unobserve(element);
      this.seen.delete(element);
      if (this.elements.get(taskId) === element) this.elements.delete(taskId);
    };
  }

  isInView(taskId: string): boolean {
    const element = this.elements.get(taskId);
    return element !== undefined && document.visibilityState === 'visible' && this.seen.has(element);
  }

  /** The card's element, if it is in the page. */
  find(taskId: string): Element | undefined {
    return this.elements.get(taskId);
  }

  private update(entries: readonly IntersectionObserverEntry[]): void {
    for (const entry of entries) {
      if (entry.isIntersecting) this.seen.add(entry.target);
      else this.seen.delete(entry.target);
    }
  }
}
