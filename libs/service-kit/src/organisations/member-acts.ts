import { z } from 'zod';
import { verifyWithNodeCrypto, type OrganisationKeys } from '#identity';
import {
  BALLOT_CHOICES,
  blocksInMemory,
  createHttpLedger,
  createLedgerTransactionBody,
  LedgerFollower,
  parseTrustFile,
  readLedgerTransaction,
  signLedgerTransaction,
  stateKey,
  transactionContext,
  type Genesis,
  type Ledger,
  type LedgerPayloads,
  type LedgerTransactionKind,
  type ProofVerifier,
  type ProposalSubject,
} from '#ledger';
import {
  isJsonObject,
  refusal,
  secondsOf,
  type Clock,
  type JsonObject,
  type JsonValue,
  type RandomBytes,
} from '#primitives';
import { parseDoor } from '../door/index.js';
import { readJsonFile } from '../files/index.js';
import type { OwnOrganisation } from './own-organisations.js';

/** Blocks within which what a member signs must be accepted. */
const EXPIRY_BLOCKS = 100;

/** What a member puts to the vote, as it writes it into a file; the ledger's own shape checks subject and argument. */
const proposalFileShape = z.strictObject({
  id: z.string().min(1).max(64),
  subject: z.custom<ProposalSubject>(isJsonObject),
  argument: z.custom<LedgerPayloads['propose']['proposal']['argument']>(isJsonObject),
  /** From now on. Some seconds more than the cooperative's shortest time: what counts is the time of the block. */
  votingSeconds: z.number().int().min(1),
});

const choiceShape = z.enum(BALLOT_CHOICES);

/** Where members act, and with what. */
export interface ActingParts {
  organisations: readonly OwnOrganisation[];
  organisationKeys: Pick<OrganisationKeys, 'signer'>;
  /** Says which ledger it is. */
  trustFile: string;
  cooperativeUrl: string;
  clock: Clock;
  random: RandomBytes;
}

/** The commands of {@link actAsMember}, for a program's usage. */
export const MEMBER_ACTS_USAGE = `  propose FILE --member SLUG puts the proposal in the file to the vote
  vote PROPOSAL yes|no|abstain --member SLUG [--member SLUG …]
                             casts a ballot, or changes it
  close PROPOSAL --member SLUG
                             counts, once the voting is over
`;

export function isMemberAct(command: string): boolean {
  return command in ACTS;
}

/**
 * One of our organisations proposes, votes or closes on the ledger, with its own key (docs/decisions/governance.md).
 * @param words what follows the command: a file, or a proposal and a choice
 * @returns where the ledger put it
 * @throws `not_our_member`, `malformed_proposal_file`, `malformed_ballot`, `ledger_refused` with the contract's code,
 *   `ledger_unavailable` (outage)
 */
export async function actAsMember(
  command: string,
  words: readonly (string | undefined)[],
  slug: string | undefined,
  parts: ActingParts,
): Promise<JsonObject> {
  const act = ACTS[command];
  const member = parts.organisations.find((one) => one.slug === slug)?.did;
  if (act === undefined || member === undefined) throw refusal('not_our_member', 'No such member keeps its keys here.');
  const trustFile = parseTrustFile(JSON.stringify(await readJsonFile(parts.trustFile)));
  const { genesis } = trustFile;
  const ledger = createHttpLedger({ baseUrl: parts.cooperativeUrl, fetch });
  const following = { trustFile, blocks: blocksInMemory(), verifySignature: verifyWithNodeCrypto, clock: parts.clock };
  return act({ ...parts, member, genesis, ledger, proofs: new LedgerFollower(following) }, words);
}

interface Acting extends ActingParts {
  /** DID */
  member: string;
  genesis: Genesis;
  ledger: Ledger;
  proofs: ProofVerifier;
}

type Act = (acting: Acting, words: readonly (string | undefined)[]) => Promise<JsonObject>;

const ACTS: Readonly<Record<string, Act>> = {
  propose: async (acting, [file = '']) => {
    const written = parseDoor(proposalFileShape, await readJsonFile(file), 'malformed_proposal_file');
    const { votingSeconds, ...proposal } = written;
    const opensAt = secondsOf(acting.clock);
    const closesAt = opensAt + votingSeconds;
    const placed = await submit(
      'propose',
      { proposal: { ...proposal, proposer: acting.member, opensAt, closesAt } },
      acting,
    );
    return { proposal: proposal.id, closesAt, ...placed };
  },
  vote: async (acting, [proposal = '', word]) => {
    const choice = parseDoor(choiceShape, word, 'malformed_ballot');
    const counter = (await countBallots(proposal, acting)) + 1;
    const ballot = { proposal, member: acting.member, choice, counter, statementDigest: null };
    return { proposal, choice, counter, ...(await submit('vote', { ballot }, acting)) };
  },
  close: async (acting, [proposal = '']) => {
    return { proposal, ...(await submit('close_proposal', { proposal }, acting)) };
  },
};

/** How often the member cast a ballot on it, by a proof of the ledger's state. */
async function countBallots(proposal: string, { ledger, proofs, member }: Acting): Promise<number> {
  const key = stateKey('ballot', proposal, member);
  const { values } = await proofs.verify(await ledger.proveState([key]));
  const ballot = values.get(key);
  return isJsonObject(ballot) && typeof ballot.counter === 'number' ? ballot.counter : 0;
}

async function submit<Kind extends LedgerTransactionKind>(
  kind: Kind,
  payload: LedgerPayloads[Kind],
  { ledger, genesis, member, organisationKeys, random }: Acting,
): Promise<JsonObject> {
  const context = { ...transactionContext(genesis, await ledger.head(), EXPIRY_BLOCKS), random };
  const body = createLedgerTransactionBody(kind, payload, context);
  const signer = await organisationKeys.signer(member, 'ledger');
  const signed = await signLedgerTransaction(body, [{ member, signer }]);
  const outcome = await ledger.submit(readLedgerTransaction(signed as unknown as JsonValue));
  if (outcome.outcome !== 'refused') return { ...outcome };
  throw refusal('ledger_refused', `The ledger refused it: ${outcome.code}. ${outcome.reason}`);
}
