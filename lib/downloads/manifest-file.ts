/** The name of the first entry of every ZIP. */
export const MANIFEST_FILE = 'manifest.json';
