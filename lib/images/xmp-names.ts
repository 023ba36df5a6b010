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
 * `darkroom:generation` is an element whose text (XML-escaped) is JSON by `embeddedGenerationSchema`. Read it by its
 * namespace, not by its prefix: whoever rewrites the packet may choose another.
 */
export const XMP_NAMES = {
  namespace: 'urn:darkroom:xmp:1.0/',
  property: 'generation',
} as const;
