import type { JSHandle, Page } from '@playwright/test';

export interface FileToDrop {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** Files as a drag or the clipboard holds them in the page. */
export function filesToDrop(page: Page, files: readonly FileToDrop[]): Promise<JSHandle<DataTransfer>> {
  const plain = files.map(({ buffer, ...file }) => ({ ...file, base64: buffer.toString('base64') }));
  return page.evaluateHandle((given) => {
    const transfer = new DataTransfer();
    for (const { name, mimeType, base64 } of given) {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      transfer.items.add(new File([bytes], name, { type: mimeType }));
    }
    return transfer;
  }, plain);
}
