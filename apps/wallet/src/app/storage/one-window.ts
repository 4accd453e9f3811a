/** Only one window works with the wallet: what another wrote meanwhile, this one would not know. */
const NAME = 'incola-wallet';
const PATIENCE_MILLISECONDS = 3_000;

type Message = 'hand_over';

export class OneWindow {
  readonly #channel = new BroadcastChannel(NAME);
  #release: (() => void) | undefined;

  /** @param onLost is called when another window took over; what is open here must be closed */
  constructor(private readonly onLost: () => void) {
    this.#channel.onmessage = ({ data }: MessageEvent<Message>) => {
      if (data === 'hand_over' && this.#release !== undefined) this.#lose();
    };
  }

  /** @returns whether this window may work; `false` where another one does */
  acquire(): Promise<boolean> {
    return this.#request({ ifAvailable: true });
  }

  /** Asks the other window to hand over; one that doesn't answer (frozen in the background) is overruled. */
  async takeOver(): Promise<void> {
    this.#channel.postMessage('hand_over' satisfies Message);
    try {
      await this.#request({ signal: AbortSignal.timeout(PATIENCE_MILLISECONDS) });
    } catch {
      await this.#request({ steal: true });
    }
  }

  #request(options: LockOptions): Promise<boolean> {
    return new Promise((resolve, reject) => {
      let held = false;
      navigator.locks
        .request(NAME, { mode: 'exclusive', ...options }, (lock) => {
          if (lock === null) return resolve(false);
          held = true;
          resolve(true);
          return new Promise<void>((release) => {
            this.#release = release;
          });
        })
        .catch((error: unknown) => {
          // Rejected while it is held: stolen.
          if (held) this.#lose();
          else reject(error instanceof Error ? error : new Error(String(error)));
        });
    });
  }

  #lose(): void {
    const release = this.#release;
    this.#release = undefined;
    this.onLost();
    release?.();
  }
}
