import { outage, type Clock, type Signer } from '#primitives';
import type { KeyRow, SuccessorKeyRow } from '../adapters/typeorm/identity-tables.js';
import type { TypeormDids } from '../adapters/typeorm/typeorm-dids.js';
import type { TypeormSuccessorKeys } from '../adapters/typeorm/typeorm-successor-keys.js';
import type { CurrentKey, KeyUse } from '../identity.js';
import { lastBegun, orderLine } from './line-of-keys.js';

/** How soon an instance hears of a rotation that another one, or a command, wrote down: long before the key signs. */
const LINE_TTL_MILLISECONDS = 15_000;

/** The first key of a use, and those that followed. */
interface LineOfKeys {
  first: KeyRow;
  line: SuccessorKeyRow[];
  /** Milliseconds since the epoch. */
  readAt: number;
}

export interface CurrentKeysParts {
  dids: Pick<TypeormDids, 'keysByUse'>;
  successors: Pick<TypeormSuccessorKeys, 'of'>;
  openSigner(kid: string): Promise<Signer>;
  clock: Clock;
}

/** Which key signs now, and its signer, opened once. */
export class CurrentKeys {
  readonly #lines = new Map<string, Promise<LineOfKeys>>();
  readonly #signers = new Map<string, Promise<Signer>>();

  constructor(private readonly parts: CurrentKeysParts) {}

  /** @throws `key_missing` (outage), and what opening the key throws */
  async current(did: string, use: KeyUse): Promise<CurrentKey> {
    const { kid, certificate } = await this.name(did, use);
    return { kid, signer: await keep(this.#signers, kid, () => this.parts.openSigner(kid)), certificate };
  }

  /** As `current`, without opening it. @throws `key_missing` (outage) */
  async name(did: string, use: KeyUse): Promise<Omit<CurrentKey, 'signer'>> {
    const name = `${use} ${did}`;
    const read = () => this.#readLine(did, use);
    let known = await keep(this.#lines, name, read);
    const now = this.parts.clock();
    if (Math.abs(now - known.readAt) > LINE_TTL_MILLISECONDS) {
      this.#lines.delete(name);
      known = await keep(this.#lines, name, read);
    }
    const rotation = lastBegun(known.line, Math.floor(now / 1000));
    return { kid: rotation?.kid ?? known.first.kid, certificate: rotation?.certificate ?? null };
  }

  /** A destroyed key leaves the memory too. */
  forget(kid: string): void {
    this.#signers.delete(kid);
  }

  async #readLine(did: string, use: KeyUse): Promise<LineOfKeys> {
    const first = (await this.parts.dids.keysByUse(did)).get(use);
    if (first === undefined) {
      throw outage('key_missing', 'The organisation has no key for this use; enrol it first.', {
        privateDetail: `${did} ${use}`,
      });
    }
    const rows = (await this.parts.successors.of(did)).filter((row) => row.use === use);
    return { first, line: orderLine(first.kid, rows), readAt: this.parts.clock() };
  }
}

/** A failure is not kept: the next call reads the stores again. */
function keep<Value>(kept: Map<string, Promise<Value>>, name: string, make: () => Promise<Value>): Promise<Value> {
  const known = kept.get(name);
  if (known !== undefined) return known;
  const made = make();
  kept.set(name, made);
  made.catch(() => kept.delete(name));
  return made;
}
