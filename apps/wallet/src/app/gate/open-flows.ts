/** Counts what must not be interrupted by an update. */
export class OpenFlows {
  #count = 0;
  readonly #listeners = new Set<() => void>();

  get open(): boolean {
    return this.#count > 0;
  }

  /** @returns what ends the flow; a second call does nothing */
  begin = (): (() => void) => {
    let ended = false;
    this.#change(1);
    return () => {
      if (ended) return;
      ended = true;
      this.#change(-1);
    };
  };

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  #change(by: number): void {
    this.#count += by;
    for (const listener of this.#listeners) listener();
  }
}
