import { expect, type Page } from '@playwright/test';
import { type FileToDrop, filesToDrop } from './files-to-drop';

/** Drags files over the composer, which shows that it takes them, and drops them there. */
export async function dropOnComposer(page: Page, files: FileToDrop[]): Promise<void> {
  const dataTransfer = await filesToDrop(page, files);
  const composer = page.getByRole('form', { name: 'Make a picture' });
  await composer.dispatchEvent('dragover', { dataTransfer });
  await expect(page.getByText('Drop pictures here')).toBeVisible();
  await composer.dispatchEvent('drop', { dataTransfer });
  await expect(page.getByText('Drop pictures here')).toBeHidden();
}
