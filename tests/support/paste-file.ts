import type { Page } from '@playwright/test';
import { type FileToDrop, filesToDrop } from './files-to-drop';

/** Pastes a file into the page, beside every field. */
export async function pasteFile(page: Page, file: FileToDrop): Promise<void> {
  const transfer = await filesToDrop(page, [file]);
  await transfer.evaluate((clipboardData) =>
    document.body.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    ),
  );
}
