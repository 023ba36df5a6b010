import { expect, type Locator, type Page } from '@playwright/test';

/** The generator page as a person finds it: by names and words. */
export class StudioPage {
  readonly prompt: Locator;
  readonly generate: Locator;
  readonly cards: Locator;
  readonly credits: Locator;

  constructor(readonly page: Page) {
    this.prompt = page.getByRole('textbox', { name: 'Prompt' });
    this.generate = page.getByRole('button', { name: /^Generate/ });
    this.cards = page.getByRole('listitem', { name: /^Picture \d of \d$/ });
    this.credits = page.getByRole('button', { name: /^Credits:/ });
  }

  /** Opens it and waits until the page has taken over from the server's HTML. */
  async open(): Promise<void> {
    await this.page.goto('/image-generator');
    await this.ready();
  }

  async ready(): Promise<void> {
    // Sending nothing is possible only before.
    await expect(this.page.locator('main form button[type="submit"]')).toBeDisabled();
  }

  async send(prompt: string): Promise<void> {
    await this.prompt.fill(prompt);
    await this.generate.click();
  }

  /** Chooses an option of a chip. */
  async choose(chip: string, option: string | RegExp): Promise<void> {
    await this.page.getByRole('combobox', { name: chip }).click();
    const list = this.page.getByRole('listbox');
    // A press and its release meet the same option only once the list stands still.
    const popup = this.page.locator('[role="presentation"] > div', { has: list });
    await expect(popup).not.toHaveAttribute('data-starting-style');
    await popup.evaluate((element) => Promise.all(element.getAnimations().map(({ finished }) => finished)));
    await this.page.getByRole('option', { name: option }).click();
    await expect(list).toBeHidden();
  }

  readonly batch = (prompt: string): Locator => this.page.getByRole('article', { name: prompt, exact: true });

  /** The cards' task ids, in the order of the page. */
  taskIds(): Promise<string[]> {
    // Also while a dialog hides them from everybody.
    const cards = this.page.locator('li[id^="card-"]');
    return cards.evaluateAll((elements) => elements.map((card) => card.id.replace('card-', '')));
  }
}
