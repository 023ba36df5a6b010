const EXTENSIONS: Readonly<Record<string, string>> = {
  'image/png': 'png',
  'image/jpeg': 'jpg',
  'image/webp': 'webp',
};

export function extensionOf(mimeType: string): string {
  return EXTENSIONS[mimeType] ?? 'bin';
}
