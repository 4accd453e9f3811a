import { assertOurs } from '#primitives';
import type { PlaceName } from './choose-places.js';
import { exitOnSignals } from './exit-on-signals.js';
import type { ServiceProcess } from './service-process.js';
import type { SetupLink } from './setup-links.js';

/** The processes by place, so that whatever goes wrong none is left behind. */
export class RunningServices {
  readonly #processes = new Map<PlaceName, ServiceProcess>();
  readonly #forgetSignals = exitOnSignals();

  constructor(
    private readonly spawn: (place: PlaceName) => ServiceProcess,
    /** What the cooperative stands on, where it does. */
    private readonly network?: { stop(): Promise<void> },
  ) {}

  async start(place: PlaceName): Promise<void> {
    const started = this.spawn(place);
    this.#processes.set(place, started);
    await started.whenReady();
  }

  get(place: PlaceName): ServiceProcess {
    const found = this.#processes.get(place);
    assertOurs(found !== undefined, 'the service was started');
    return found;
  }

  setupLinks(): SetupLink[] {
    return [...this.#processes.values()].flatMap((one) => one.setupLinks);
  }

  async whenOneEnds(): Promise<string> {
    const ends = [...this.#processes].map(async ([name, one]) => `The ${name} ended (${await one.whenEnded()}).`);
    return Promise.race(ends);
  }

  /** The cooperative last, so that the others can send what they have; then what it stands on. */
  async stop(): Promise<void> {
    const cooperative = this.#processes.get('cooperative');
    await Promise.all([...this.#processes.values()].filter((one) => one !== cooperative).map((one) => one.stop()));
    await cooperative?.stop();
    await this.network?.stop();
    this.#forgetSignals();
  }
}
