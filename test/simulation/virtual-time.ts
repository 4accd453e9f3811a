import type { Clock } from '#primitives';

interface VirtualTimer {
  id: number;
  dueAt: number;
  everyMilliseconds?: number;
  run: () => void;
}

/** What `setTimeout` gives: services let go of it and clear it. */
interface TimerHandle {
  id: number;
  ref(): TimerHandle;
  unref(): TimerHandle;
  hasRef(): boolean;
  [Symbol.toPrimitive](): number;
}

const REPLACED = ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] as const;
/** Up to here every timer fires at its own moment; a longer time passes as for a machine that slept: each fires once. */
const LIVELY_MILLISECONDS = 3_000;

/** The world's time: it stands still until somebody advances it, and the services' own timers run on it. */
export class VirtualTime {
  #now: number;
  #timers = new Map<number, VirtualTimer>();
  #nextId = 1;
  readonly now: Clock = () => this.#now;

  constructor(start: number) {
    this.#now = start;
  }

  /**
   * Lets everything of this process that waits for a time wait for ours: services are started as they are, and their timers
   * belong to the replay. @returns gives the process its own timers back
   */
  install(): () => void {
    const originals = REPLACED.map((name) => [name, globalThis[name]] as const);
    const clear = (handle: unknown) => void this.#timers.delete(Number(handle));
    const replacements = {
      setTimeout: (work: (...given: unknown[]) => void, milliseconds = 0, ...given: unknown[]) =>
        this.#add(() => work(...given), milliseconds),
      setInterval: (work: (...given: unknown[]) => void, milliseconds = 0, ...given: unknown[]) =>
        this.#add(() => work(...given), milliseconds, Math.max(1, milliseconds)),
      clearTimeout: clear,
      clearInterval: clear,
    };
    Object.assign(globalThis, replacements);
    return () => void Object.assign(globalThis, Object.fromEntries(originals));
  }

  /** Moves on without any timer firing: while a slow peer answers. */
  pass(milliseconds: number): void {
    this.#now += milliseconds;
  }

  /**
   * Moves on and fires what becomes due, one after the other.
   * @param settle waits until what a timer began has come to rest
   */
  async advance(milliseconds: number, settle: () => Promise<void>): Promise<void> {
    const until = this.#now + milliseconds;
    if (milliseconds > LIVELY_MILLISECONDS) this.#now = until;
    const asleep = new Set(milliseconds > LIVELY_MILLISECONDS ? this.#timers.keys() : []);
    for (;;) {
      const due = this.#nextDue(until, asleep, milliseconds > LIVELY_MILLISECONDS);
      if (due === undefined) break;
      this.#now = Math.max(this.#now, due.dueAt);
      this.#timers.delete(due.id);
      asleep.delete(due.id);
      if (due.everyMilliseconds !== undefined) {
        this.#timers.set(due.id, { ...due, dueAt: this.#now + due.everyMilliseconds });
      }
      due.run();
      await settle();
    }
    this.#now = Math.max(this.#now, until);
  }

  #nextDue(until: number, asleep: ReadonlySet<number>, onceEach: boolean): VirtualTimer | undefined {
    let next: VirtualTimer | undefined;
    for (const timer of this.#timers.values()) {
      if (timer.dueAt > until || (onceEach && !asleep.has(timer.id))) continue;
      if (next === undefined || timer.dueAt < next.dueAt) next = timer;
    }
    return next;
  }

  #add(run: () => void, milliseconds: number, everyMilliseconds?: number): TimerHandle {
    const id = this.#nextId++;
    const dueAt = this.#now + Math.max(1, milliseconds);
    this.#timers.set(id, { id, dueAt, run, ...(everyMilliseconds === undefined ? {} : { everyMilliseconds }) });
    const handle: TimerHandle = {
      id,
      ref: () => handle,
      unref: () => handle,
      hasRef: () => false,
      [Symbol.toPrimitive]: () => id,
    };
    return handle;
  }
}
