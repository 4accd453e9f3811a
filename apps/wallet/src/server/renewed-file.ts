import type { Clock } from '#primitives';

/** What was read lately is not read again. */
const KEPT_MILLISECONDS = 60_000;

/** A file that others replace while we run, as a trust file whose block moves on. */
export class RenewedFile<Content> {
  #readAt: number;

  private constructor(
    private readonly readFile: () => Promise<Content>,
    private content: Content,
    private readonly parts: { clock: Clock; report: (error: unknown) => void },
  ) {
    this.#readAt = parts.clock();
  }

  /** @throws what reading throws: the first time there is nothing else to go by */
  static async open<Content>(
    readFile: () => Promise<Content>,
    parts: { clock: Clock; report: (error: unknown) => void },
  ): Promise<RenewedFile<Content>> {
    return new RenewedFile(readFile, await readFile(), parts);
  }

  /** As it is now; what can't be read any more is reported, and stays as it was. */
  async read(): Promise<Content> {
    const now = this.parts.clock();
    if (now - this.#readAt < KEPT_MILLISECONDS) return this.content;
    this.#readAt = now;
    try {
      this.content = await this.readFile();
    } catch (error) {
      this.parts.report(error);
    }
    return this.content;
  }
}
