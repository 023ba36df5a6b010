export interface ReferenceImage {
  id: string;
  bytes: Uint8Array;
  mimeType: string;
}

/** One picture, in our own words. `model` is a catalogue id; `seed` is 0..2147483647. */
export interface ImageRequest {
  /** Whose turn it takes where pictures wait for each other. */
  owner: string;
  model: string;
  prompt: string;
  negativePrompt?: string | undefined;
  aspectRatio: string;
  imageSize: string;
  seed?: number | undefined;
  references: ReferenceImage[];
}

/** The bytes as they came; `mimeType` is the provider's claim and is checked by whoever stores them. */
export interface ProviderImage {
  bytes: Uint8Array;
  mimeType: string;
}

export interface ImageProvider {
  readonly name: 'gemini' | 'demo';
  /**
   * Makes one picture. Rejects with TaskError (its retry class decided here, where the provider is known),
   * or with `signal.reason` when aborted.
   */
  generate(request: ImageRequest, signal: AbortSignal): Promise<ProviderImage>;
}

interface TitleRequest {
  /** Id of a text model. */
  model: string;
  prompt: string;
  /** A BCP 47 tag: the language that the title shall have. */
  locale: string;
}

export interface TitleProvider {
  readonly name: 'gemini' | 'demo';
  /** A title of at most 5 words. Rejects with TaskError, or with `signal.reason` when aborted. */
  suggest(request: TitleRequest, signal: AbortSignal): Promise<string>;
}
