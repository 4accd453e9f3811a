import { createHash } from 'node:crypto';

/** Identifiers and capabilities: what follows from a key, which no seed reaches, must not stand in the trace. */
const IDENTIFIER = /[A-Za-z0-9_-]{20,}/g;

/** What happened, in its order. Two runs of a seed that are the same have the same digest. */
export class Trace {
  readonly events: string[] = [];
  /** How often each kind of fault came. */
  readonly faults = new Map<string, number>();
  /** Grows with everything that happens: who waits for rest looks whether it stands still. */
  activity = 0;

  constructor(private readonly elapsed: () => number) {}

  note(event: string): void {
    this.activity += 1;
    const seconds = (this.elapsed() / 1000).toFixed(3).padStart(11);
    this.events.push(`${seconds} s  ${event.replace(IDENTIFIER, '·')}`);
  }

  fault(kind: string, detail: string): void {
    this.faults.set(kind, (this.faults.get(kind) ?? 0) + 1);
    this.note(`FAULT ${kind}: ${detail}`);
  }

  get digest(): string {
    return createHash('sha256').update(this.events.join('\n')).digest('hex');
  }
}
