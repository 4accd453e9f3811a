import { LANGUAGES, type Language, type Localised } from '#primitives';

/** A legal text that a data-use contract may name, in each language. */
export interface LegalText {
  /** Name of its files. */
  name: string;
  /** As contracts name it, base64url. */
  digest: string;
  words: Localised;
  /** SHA-256 of each language's file, base64url: what somebody who holds the file computes. */
  fileDigests: Readonly<Record<Language, string>>;
}

/** The legal texts that this service holds. Whatever is found by digest has that digest: it was computed from the text. */
export class LegalTexts {
  readonly #byDigest: ReadonlyMap<string, LegalText>;
  readonly #byFile: ReadonlyMap<string, { text: LegalText; language: Language }>;

  constructor(texts: readonly LegalText[]) {
    this.#byDigest = new Map(texts.map((text) => [text.digest, text]));
    this.#byFile = new Map(
      texts.flatMap((text) => LANGUAGES.map((language) => [text.fileDigests[language], { text, language }] as const)),
    );
  }

  find(digest: string): LegalText | undefined {
    return this.#byDigest.get(digest);
  }

  findByFile(digest: string): { text: LegalText; language: Language } | undefined {
    return this.#byFile.get(digest);
  }
}
