import { openEmbeddedLedger, SqliteLedgerStorage } from '#anchoring/embedded';
import type { PublishedLedger } from '#anchoring/log';
import type { GetText } from '#anchoring/watch';
import { genesisDigest, type LedgerPayloads, type LedgerTransaction, type LedgerTransactionKind } from '#ledger';
import { encodeBase64url } from '#primitives';
import {
  cosigners,
  founders,
  genesis,
  logSigner,
  signed,
  START,
  type Person,
} from '../../contract/test/founded-cooperative.js';
import type { NetworkLog } from '../../log/test/network-log.js';

/** What a test moves: seconds since the epoch. */
export interface MovedClock {
  now: number;
}

type Published = Pick<PublishedLedger, 'attestation' | 'entries'>;

/** Ledgers by the address at which they are published; a test takes one away, or puts another in its place. */
export class PublishedSources {
  readonly byAddress = new Map<string, Published>();
  /** Questions that were asked. */
  readonly asked: string[] = [];

  readonly get: GetText = async (url) => {
    this.asked.push(url);
    const { origin, pathname, searchParams } = new URL(url);
    const ledger = this.byAddress.get(origin);
    if (ledger === undefined) throw new TypeError('fetch failed');
    if (pathname.endsWith('/attestation')) return { status: 200, text: JSON.stringify(await ledger.attestation()) };
    const { size, leaves } = await ledger.entries(Number(searchParams.get('start')), Number(searchParams.get('count')));
    return { status: 200, text: JSON.stringify({ size, leaves: leaves.map(encodeBase64url) }) };
  };
}

/** ES256 signs with randomness: two logs have one leaf only where they got the same bytes. */
const signedOnce = new Map<string, LedgerTransaction>();

/** A cooperative's ledger on the embedded engine: whoever stole all four keys can open a second one. */
export async function openCooperative(clock: MovedClock) {
  const ledger = await openEmbeddedLedger({
    genesis,
    storage: new SqliteLedgerStorage(':memory:'),
    signers: { log: logSigner, cosigners },
    clock: () => clock.now * 1000,
    report: (problem) => {
      throw problem;
    },
  });
  const submit = async <Kind extends LedgerTransactionKind>(
    kind: Kind,
    payload: LedgerPayloads[Kind],
    { signers = founders, nonce }: { signers?: readonly Person[]; nonce?: string } = {},
  ) => {
    const change = { genesis: genesisDigest(genesis), ...(nonce === undefined ? {} : { nonce }) };
    const again = nonce === undefined ? undefined : signedOnce.get(nonce);
    const ledgerTransaction = again ?? (await signed(kind, payload, signers, change));
    if (nonce !== undefined) signedOnce.set(nonce, ledgerTransaction);
    const outcome = await ledger.submit(ledgerTransaction);
    if (outcome.outcome === 'refused') throw new Error(outcome.code);
  };
  return { ledger, submit };
}

/** A log of the network as a college's service publishes it; `attested` is what it showed last, until a test asks for newer. */
export function publishNetworkLog(log: NetworkLog): Published & { show: (options?: ShowOptions) => void } {
  let attestation = log.attestation();
  let leaves = [...log.leaves];
  return {
    attestation: () => Promise.resolve(attestation),
    entries: (start, count) => Promise.resolve({ size: leaves.length, leaves: leaves.slice(start, start + count) }),
    show: (options) => {
      attestation = log.attestation(options);
      leaves = [...log.leaves];
    },
  };
}

type ShowOptions = Parameters<NetworkLog['attestation']>[0];

export { genesis as embeddedGenesis, START };
