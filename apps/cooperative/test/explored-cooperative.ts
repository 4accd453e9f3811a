import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  createHttpLedger,
  createLedgerTransactionBody,
  genesisDigest,
  MerkleTree,
  signLedgerTransaction,
  type AnchoredCommitmentProof,
  type ContractDraft,
  type LedgerPayloads,
  type LedgerTransactionKind,
  type MemberKey,
  type ProposalSubject,
} from '#ledger';
import { encodeBase64url, jwkThumbprint, platformRandom, secondsOf, sha256, systemClock } from '#primitives';
import { openKeyStore } from '../src/adapters/typeorm/open-key-store.js';
import type { CooperativeService } from '../src/start-cooperative.js';
import {
  BANK,
  CITY,
  foundInFolder,
  sendFounding,
  start,
  UTILITY,
  type FoundedCooperative,
} from './founded-cooperative.js';

const DAY_MILLISECONDS = 86_400_000;
export const TARIFF = 'city-resident-tariff';
export const HOSTILE_NAME = '<script>alert(1)</script> & "Fils" <b>';
export const HOSTILE_LEGAL_ID = "'; DROP TABLE cooperative_ledger_state; --";

/** A founded cooperative whose members have anchored, proposed and voted, as its explorer shows it. */
export interface ExploredCooperative {
  founded: FoundedCooperative;
  service(): CooperativeService;
  clock: () => number;
  /** A commitment that stands in the bank's anchor, with its proof. */
  proveCommitment(): Promise<AnchoredCommitmentProof>;
  submit<Kind extends LedgerTransactionKind>(
    kind: Kind,
    payload: LedgerPayloads[Kind],
    ...members: string[]
  ): Promise<string>;
  /** Proposes, lets every member vote yes, and closes. */
  decide(
    id: string,
    subject: ProposalSubject,
    votes?: Partial<Record<string, 'yes' | 'no' | 'abstain'>>,
  ): Promise<void>;
  close(): Promise<void>;
}

export async function exploreCooperative(databaseUrl?: string): Promise<ExploredCooperative> {
  let shift = 0;
  const clock = () => Date.now() + shift;
  const founded = await foundInFolder(clock, databaseUrl);
  const service = await start(founded, clock);
  await sendFounding(founded);
  const keyStore = await openKeyStore(founded.config, { clock: systemClock, random: platformRandom });
  const { genesis } = founded.trustFile;
  const ledger = createHttpLedger({ baseUrl: founded.config.publicUrl, fetch });

  const signerOf = async (member: string) =>
    member === founded.association
      ? { member, signer: await keyStore.organisationKeys.signer(member, 'ledger') }
      : (await founded.signers(member))[0];
  const submit: ExploredCooperative['submit'] = async (kind, payload, ...members) => {
    const expiryHeight = (await ledger.head()).height + 100;
    const { contractVersion } = genesis.parameters;
    const context = { genesis: genesisDigest(genesis), contractVersion, random: platformRandom, expiryHeight };
    const body = createLedgerTransactionBody(kind, payload, context);
    const signers = (await Promise.all(members.map(signerOf))).filter((signer) => signer !== undefined);
    const outcome = await ledger.submit(await signLedgerTransaction(body, signers));
    if (outcome.outcome !== 'accepted') throw new Error(`${kind}: ${JSON.stringify(outcome)}`);
    return outcome.id;
  };
  const decide: ExploredCooperative['decide'] = async (id, subject, votes = {}) => {
    shift += 10_000;
    const opensAt = secondsOf(clock);
    const closesAt = opensAt + 4 * 86_400;
    const argument = { words: { en: `Because of ${id}`, fr: `En raison de ${id}` }, textDigest: null };
    await submit('propose', { proposal: { id, proposer: CITY, subject, argument, opensAt, closesAt } }, CITY);
    for (const member of [founded.association, UTILITY, BANK, CITY]) {
      const choice = votes[member] ?? 'yes';
      await submit('vote', { ballot: { proposal: id, member, choice, counter: 1, statementDigest: null } }, member);
    }
    shift += 5 * DAY_MILLISECONDS;
    await submit('close_proposal', { proposal: id }, BANK);
  };

  const commitment = sha256(Uint8Array.of(7));
  const leaves = Array.from({ length: 1024 }, (_, place) =>
    place === 500 ? commitment : sha256(Uint8Array.of(place >> 8, place & 255, 1)),
  );
  const tree = new MerkleTree(leaves);
  const period = Math.floor(clock() / 1000 / genesis.parameters.anchorPeriodSeconds);
  const root = encodeBase64url(tree.root);
  const anchorId = await submit(
    'anchor',
    { anchor: { member: BANK, stream: 'presentations', period, root, size: 1024 } },
    BANK,
  );
  return {
    ...{ founded, clock, submit, decide, service: () => service },
    async proveCommitment() {
      const anchor = await ledger.proveHistory(anchorId);
      if (anchor === undefined) throw new Error('no proof');
      const inclusion = { index: 500, size: 1024, path: tree.inclusionPath(500).map(encodeBase64url) };
      return {
        ...({ format: 'incola-ledger-proof', version: 1, kind: 'anchored_commitment' } as const),
        ...{ commitment: encodeBase64url(commitment), inclusion, anchor },
      };
    },
    async close() {
      await service.close();
      await keyStore.close();
      await founded.close();
    },
  };
}

/** What happened in a cooperative that has been at it for some weeks. */
export async function makeHistory({ submit, decide, founded }: ExploredCooperative): Promise<void> {
  const contract = await readTariff();
  await decide('tariff', { kind: 'adopt_contract', contract });
  const amended: ContractDraft = {
    ...{ ...contract, version: 2, retentionDays: 180, priceCents: 12 },
    purpose: { ...contract.purpose, words: { ...contract.purpose.words, fr: 'Vous accorder le tarif réduit.' } },
  };
  await decide('tariff-again', { kind: 'adopt_contract', contract: amended });
  const subject = { kind: 'contract', id: 'bank-account-opening' } as const;
  await decide('bank-suspended', { kind: 'set_status', subject, status: 'suspended' });
  await decide('no-commission', { kind: 'set_commission', commissionBasisPoints: 0 }, { [founded.association]: 'no' });
  await decide('resolution', { kind: 'adopt_text', title: { en: 'Our charter', fr: 'Notre charte' }, textDigest: encodeBase64url(sha256(new TextEncoder().encode('Our charter\n'))) }); // prettier-ignore
  const uri = `${founded.config.publicUrl}/status-lists/eaux-du-val/1`;
  await submit('anchor_status', { anchor: { member: UTILITY, uri, version: 1, digest: digestOf('one') } }, UTILITY);
  await submit('anchor_status', { anchor: { member: UTILITY, uri, version: 2, digest: digestOf('two') } }, UTILITY);
}

export const digestOf = (text: string) => encodeBase64url(sha256(new TextEncoder().encode(text)));

/** The contract of schemas/, whose legal text is there too. */
async function readTariff(): Promise<ContractDraft> {
  const file = join(import.meta.dirname, '../../../schemas/data-use-contracts', `${TARIFF}.json`);
  return { ...(JSON.parse(await readFile(file, 'utf8')) as ContractDraft), verifier: CITY };
}

/** A member whose name is an attack, with a key of its own. */
export async function admitHostileMember({ decide }: ExploredCooperative): Promise<string> {
  const did = 'did:web:hostile.example';
  const publicJwk = { kty: 'OKP', crv: 'Ed25519', x: digestOf('a public key') } as const;
  const key: MemberKey = { id: jwkThumbprint(publicJwk), suite: 'Ed25519', publicJwk, from: 0, until: null };
  const member = { did, name: HOSTILE_NAME, legalId: HOSTILE_LEGAL_ID, college: 'citizens' as const, keys: [key] };
  await decide('hostile', { kind: 'admit_member', member });
  return did;
}
