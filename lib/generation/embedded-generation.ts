import { z } from 'zod';
import { XMP_NAMES } from '@/lib/images/xmp';
import { settingsSchema } from './schema';

/** How a picture was made, as it stands in the picture's XMP; `seed` is the picture's own, `settings.seed` its batch's first. */
const embeddedGenerationSchema = z.object({
  prompt: z.string(),
  model: z.string(),
  settings: settingsSchema,
  seed: z.number().int().optional(),
});
export type EmbeddedGeneration = z.infer<typeof embeddedGenerationSchema>;

const START = '<x:xmpmeta';
const END = '</x:xmpmeta>';

/** The XMP packet in a file of any format: XMP is made to be found by its ends. */
function findPacket(bytes: Uint8Array): string | undefined {
  const text = new TextDecoder('latin1').decode(bytes);
  const start = text.indexOf(START);
  const end = text.indexOf(END, start);
  if (start < 0 || end < 0) return undefined;
  return new TextDecoder().decode(bytes.subarray(start, end + END.length));
}

/** How a picture file of ours was made, by its XMP; undefined for any other file. Needs a DOMParser, as browsers have. */
export function readEmbeddedGeneration(bytes: Uint8Array): EmbeddedGeneration | undefined {
  const packet = findPacket(bytes);
  if (!packet) return undefined;
  const document = new DOMParser().parseFromString(packet, 'application/xml');
  const element = Array.from(document.getElementsByTagName('*')).find(
    ({ namespaceURI, localName }) => namespaceURI === XMP_NAMES.namespace && localName === XMP_NAMES.property,
  );
  try {
    return embeddedGenerationSchema.safeParse(JSON.parse(element?.textContent ?? 'null')).data;
  } catch {
    return undefined;
  }
}
