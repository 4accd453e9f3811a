import type { OrganisationKeys } from '#identity';
import {
  createLedgerTransactionBody,
  readLedgerTransaction,
  signLedgerTransaction,
  transactionContext,
  type Genesis,
  type Ledger,
  type ProofVerifier,
} from '#ledger';
import { outage, refusal, secondsOf, type Clock, type JsonValue, type RandomBytes } from '#primitives';
import type { ProvenState } from '#trust';
import type { CertifiedUse } from './key-request.js';
import { countRotations, readRegistry, registeredKeys, ROLE_OF_USE } from './read-registry.js';

/** Blocks within which the change must be accepted. */
const EXPIRY_BLOCKS = 100;

export interface RegisteringParts {
  organisationKeys: Pick<OrganisationKeys, 'signer'>;
  ledger: Ledger;
  /** Of the live ledger. */
  proofs: ProofVerifier;
  genesis: Genesis;
  clock: Clock;
  random: RandomBytes;
}

export interface KeyToRegister {
  did: string;
  use: CertifiedUse;
  /** Digests of the two keys. */
  added: string;
  previous: string;
  /** When the previous one ends, seconds since the epoch. */
  until: number;
}

/**
 * Puts the change of a leaf key on the ledger, and sees that the registry shows it.
 * @throws `not_registered`, `ledger_refused`; `registry_behind`, `ledger_unavailable`, `registry_not_fresh` (outages)
 */
export async function registerLeafKey(key: KeyToRegister, before: ProvenState, parts: RegisteringParts): Promise<void> {
  const { did, use, added, previous, until } = key;
  const { ledger, genesis, organisationKeys, clock, random } = parts;
  if (!registeredKeys(before, did, use).some(({ digest }) => digest === previous)) {
    throw refusal('not_registered', 'The registry does not have the key that signs now: there is nothing to follow.');
  }
  const rotation = {
    ...{ member: did, role: ROLE_OF_USE[use] },
    key: { digest: added, from: secondsOf(clock), until: null },
    retire: { digest: previous, until },
    sequence: (await countRotations(did, use, parts)) + 1,
  };
  const context = { ...transactionContext(genesis, await ledger.head(), EXPIRY_BLOCKS), random };
  const body = createLedgerTransactionBody('rotate_leaf_key', { rotation }, context);
  const signer = await organisationKeys.signer(did, 'ledger');
  const signed = await signLedgerTransaction(body, [{ member: did, signer }]);
  const outcome = await ledger.submit(readLedgerTransaction(signed as unknown as JsonValue));
  if (outcome.outcome === 'refused') {
    throw refusal('ledger_refused', `The ledger refused it: ${outcome.code}. ${outcome.reason}`);
  }
  if (registeredKeys(await readRegistry(did, parts), did, use).some(({ digest }) => digest === added)) return;
  throw outage('registry_behind', 'The ledger took the change and does not show it yet; repeat the command.');
}
