import { assertOurs, outage, type Signer } from '#primitives';
import type { KeyRow, SuccessorKeyRow } from '../adapters/typeorm/identity-tables.js';
import type { TypeormSuccessorKeys } from '../adapters/typeorm/typeorm-successor-keys.js';
import type { KeyRotation, KeyUse, SuccessorKey } from '../identity.js';
import { publicJwkOf } from '../keys/public-key-hex.js';
import type { KeyType } from '../keys/signing-key.js';
import type { UnitOfWork } from '../unit-of-work.js';
import { orderLine } from './line-of-keys.js';

export interface KeyRotationParts {
  database: UnitOfWork;
  successors: TypeormSuccessorKeys;
  findKey(kid: string): Promise<KeyRow>;
  /** The key with which the organisation began. */
  firstKid(did: string, use: KeyUse): Promise<string | undefined>;
  /** Joins the unit of work. @returns its thumbprint */
  makeKey(did: string, use: KeyUse): Promise<string>;
  openSigner(kid: string): Promise<Signer>;
  destroyKey(kid: string): Promise<void>;
  nowSeconds(): number;
}

export function createKeyRotation(parts: KeyRotationParts): KeyRotation {
  const { database, successors } = parts;

  async function lineOf(did: string, use: KeyUse) {
    const first = await parts.firstKid(did, use);
    if (first === undefined) {
      throw outage('key_missing', 'The organisation has no key for this use; enrol it first.', { privateDetail: did });
    }
    return { first, line: orderLine(first, rowsOf(await successors.of(did), use)) };
  }

  async function waiting(did: string, use: KeyUse): Promise<SuccessorKeyRow> {
    const newest = (await lineOf(did, use)).line.at(-1);
    assertOurs(newest !== undefined, 'a rotation was begun before its later steps');
    return newest;
  }

  async function describe(row: SuccessorKeyRow): Promise<SuccessorKey> {
    const { kid, previousKid, certificate, signsFrom, previousUntil, previousDestroyed } = row;
    const { type, publicKeyHex } = await parts.findKey(kid);
    const publicJwk = publicJwkOf(type as KeyType, publicKeyHex);
    return { kid, publicJwk, previousKid, certificate, signsFrom, previousUntil, previousDestroyed };
  }

  return {
    begin: (did, use) =>
      // One unit: after a crash there is a successor with its key, or neither; two at once make one.
      database.tx(async () => {
        const { first, line } = await lineOf(did, use);
        const newest = line.at(-1);
        if (newest && (newest.signsFrom === null || newest.signsFrom > parts.nowSeconds())) return describe(newest);
        const row: SuccessorKeyRow = {
          ...{ did, use, previousKid: newest?.kid ?? first, kid: await parts.makeKey(did, use) },
          ...{ certificate: null, signsFrom: null, previousUntil: null, previousDestroyed: false },
        };
        await successors.add(row);
        return describe(row);
      }),
    signer: async (did, use) => parts.openSigner((await waiting(did, use)).kid),
    newest: async (did, use) => {
      const newest = (await lineOf(did, use)).line.at(-1);
      return newest && describe(newest);
    },
    certify: async (did, use, certificate) => successors.change(await waiting(did, use), { certificate }),
    schedule: async (did, use, times) => successors.schedule(await waiting(did, use), times),
    destroyFollowed: async (beforeSeconds) => {
      const due = await successors.followedBefore(beforeSeconds);
      for (const row of due) {
        // If we die between the two, the next run destroys what is gone already, and notes it.
        await parts.destroyKey(row.previousKid);
        await successors.change(row, { previousDestroyed: true });
      }
      return due.map(({ did, use, previousKid }) => ({ did, use, kid: previousKid }));
    },
  };
}

function rowsOf(rows: readonly SuccessorKeyRow[], use: string): SuccessorKeyRow[] {
  return rows.filter((row) => row.use === use);
}
