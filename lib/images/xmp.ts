/**
 * Names in the XMP of pictures that Darkroom writes itself: thumbnails, previews and the demo provider's pictures. The
 * packet stands in the file as plain UTF-8, from `<x:xmpmeta` to `</x:xmpmeta>`:
 *
 *     <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF …><rdf:Description rdf:about="" … xmlns:darkroom="urn:darkroom:xmp:1.0/"
 *       Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia">
 *     <dc:description><rdf:Alt><rdf:li xml:lang="x-default">the prompt</rdf:li></rdf:Alt></dc:description>
 *     <darkroom:generation>{"prompt":"…","model":"…","settings":{…},"seed":7}</darkroom:generation>
 *     </rdf:Description></rdf:RDF></x:xmpmeta>
 *
 * `darkroom:generation` is an element whose text (XML-escaped) is JSON by `embeddedGenerationSchema` (lib/generation). Read it by its
 * namespace, not by its prefix: whoever rewrites the packet may choose another.
 */
export const XMP_NAMES = {
  namespace: 'urn:darkroom:xmp:1.0/',
  property: 'generation',
} as const;

const SOURCE_TYPES = 'http://cv.iptc.org/newscodes/digitalsourcetype';

/** How a picture was made, as far as XMP is concerned: JSON. */
interface Generation {
  prompt: string;
  model: string;
  settings: Readonly<Record<string, unknown>>;
  seed?: number | undefined;
}

interface Origin {
  /** IPTC's term for how the picture came to be: by a trained model, or by a program that has learned nothing. */
  sourceType: 'trainedAlgorithmicMedia' | 'algorithmicMedia';
  creatorTool: string;
  title?: string;
}

const BY_A_MODEL: Origin = { sourceType: 'trainedAlgorithmicMedia', creatorTool: 'Darkroom' };

/** Code points that XML 1.0 cannot hold, not even escaped. */
const NOT_XML = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Line ends and tabs as numbers, because a parser would make all line ends the same. */
const escapeXml = (text: string) =>
  text
    .replace(/[&<>"]/g, (character) => ENTITIES[character] ?? '')
    .replace(/[\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`);

/** JSON whose every character is one that XML can hold. */
const toJson = (value: unknown) =>
  JSON.stringify(value).replace(
    /[\u{FFFE}\u{FFFF}]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16)}`,
  );

const inEveryLanguage = (name: string, text: string) =>
  `<${name}><rdf:Alt><rdf:li xml:lang="x-default">${escapeXml(text.replace(NOT_XML, ''))}</rdf:li></rdf:Alt></${name}>`;

/** The XMP packet of a picture: what it is, its prompt, and how it was made. See {@link XMP_NAMES} for its form. */
export function writeXmp(generation: Generation, origin = BY_A_MODEL): string {
  const title = origin.title ? `\n${inEveryLanguage('dc:title', origin.title)}` : '';
  return `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/"
 xmlns:darkroom="${XMP_NAMES.namespace}" xmp:CreatorTool="${origin.creatorTool}"
 Iptc4xmpExt:DigitalSourceType="${SOURCE_TYPES}/${origin.sourceType}">${title}
${inEveryLanguage('dc:description', generation.prompt)}
<darkroom:${XMP_NAMES.property}>${escapeXml(toJson(generation))}</darkroom:${XMP_NAMES.property}>
</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`;
}
