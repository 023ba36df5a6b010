/** Four times the largest picture on offer (4K, about 19 megapixels); sharp's own 268 let a 600 KB file use 700 MB. */
export const MAX_PIXELS = 80_000_000;
