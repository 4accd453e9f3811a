import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  BALLOT_CHOICES,
  COLLEGES,
  readLedgerTransaction,
  type LedgerPayloads,
  type LedgerTransactionKind,
  type ProposalSubject,
} from '#ledger';
import { encodeBase64url, type JsonValue, type Suite } from '#primitives';
import {
  digestOf,
  founders,
  memberRecord,
  payloads,
  people,
  signed,
  START,
  type Person,
} from './founded-cooperative.js';
import { apply, GovernedLedger, MIN_VOTING_SECONDS, VOTERS } from './governed-ledger.js';

/** Small pools, so that what is drawn often meets what stands already. */
const persons = Object.keys(people) as Person[];
const person = fc.constantFrom(...persons);
const did = fc.oneof(
  person.map((one) => people[one].did as string),
  fc.constant('did:web:nobody.example'),
);
const college = fc.constantFrom(...COLLEGES);
const slug = fc.constantFrom('p1', 'p1', 'p2', 'constructor', 'bank-account-opening');
const digest = fc.constantFrom('one', 'two', 'leaf').map(digestOf);
const small = fc.integer({ min: 1, max: 3 });
const moment = fc.oneof(
  fc.integer({ min: START - 20, max: START + 2000 }),
  fc.constantFrom(0, Number.MAX_SAFE_INTEGER),
);
const until = fc.option(fc.integer({ min: START + 60, max: START + 3000 }));
const words = fc.constantFrom('A word.', '\n\n', '💶'.repeat(30)).map((text) => ({ en: text, fr: text }));
const letter = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz');
const height = fc.oneof(fc.integer({ min: 1, max: 60 }), fc.constant(Number.MAX_SAFE_INTEGER));

const memberKey = fc.tuple(person, fc.constantFrom(0, START - 5, START + 50), until).map(([one, from, end]) => {
  const [key] = memberRecord(one).keys;
  if (key === undefined) throw new Error('everybody has a key');
  return { ...key, from, until: end };
});
const leafKey = fc.record({ digest, from: fc.constantFrom(0, START), until });
const member = fc.tuple(person, college, memberKey).map(([one, wanted, key]) => {
  const { did, name, legalId } = memberRecord(one);
  return { did, name, legalId, college: wanted, keys: [key] };
});
const issuer = fc.record({
  member: did,
  keys: leafKey.map((key) => [key]),
  mayIssue: fc.constant(payloads.issuer.issuer.mayIssue),
  statusListPrefix: fc.constantFrom(
    'https://a.example/',
    'https://a.example/b/',
    payloads.issuer.issuer.statusListPrefix,
  ),
});
const verifier = fc.record({ member: did, keys: leafKey.map((key) => [key]) });
const contract = fc.tuple(slug, small, did, fc.constantFrom(0, 40)).map(([id, version, one, priceCents]) => ({
  ...payloads.contract(version).contract,
  ...{ id, verifier: one, priceCents },
}));
const status = fc.record({
  subject: fc.record({
    kind: fc.constantFrom('contract' as const, 'issuer' as const, 'verifier' as const, 'member' as const),
    id: fc.oneof(did, slug, fc.string({ minLength: 1, unit: 'grapheme-ascii' })),
  }),
  status: fc.constantFrom(...(['active', 'in_force', 'suspended', 'ended', 'excluded'] as const)),
});
const validators = fc.array(fc.record({ member: did, college, publicKey: digest }), { minLength: 3, maxLength: 6 });

const subject: fc.Arbitrary<ProposalSubject> = fc.oneof(
  fc.record({ kind: fc.constant('admit_member' as const), member }),
  fc.record({ kind: fc.constant('change_college' as const), member: did, college }),
  fc.record({ kind: fc.constant('recover_keys' as const), member: did, keys: memberKey.map((key) => [key]) }),
  status.map((one) => ({ kind: 'set_status' as const, ...one })),
  fc.record({ kind: fc.constantFrom('accredit_issuer' as const, 'change_issuer' as const), issuer }),
  fc.record({ kind: fc.constantFrom('register_verifier' as const, 'change_verifier' as const), verifier }),
  fc.record({ kind: fc.constant('adopt_contract' as const), contract }),
  fc.record({
    kind: fc.constant('set_price' as const),
    contract: slug,
    version: small,
    priceCents: fc.constantFrom(0, 9),
  }),
  fc.record({ kind: fc.constant('set_commission' as const), commissionBasisPoints: fc.constantFrom(0, 5000) }),
  fc.record({ kind: fc.constant('set_treasurer' as const), member: did }),
  fc.record({
    kind: fc.constant('change_parameters' as const),
    changes: fc.constantFrom({ minProofs: 20 }, { quorumPercent: 1 }, { maxVotingSeconds: 5 }, { maxExpiryBlocks: 10 }),
    activationHeight: fc.option(height),
  }),
  fc.record({ kind: fc.constant('set_validators' as const), validators }),
  fc.record({ kind: fc.constant('change_code' as const), version: small, digest, activationHeight: height }),
  fc.record({
    kind: fc.constant('accept_suites' as const),
    suites: fc.constantFrom<Suite[]>(['ES256'], ['Ed25519'], ['ES256', 'Ed25519']),
  }),
  fc.record({ kind: fc.constant('adopt_text' as const), title: words, textDigest: digest }),
);
const argument = fc.record({ words, textDigest: fc.option(digest) });
const soon = fc.integer({ min: START + 10, max: START + 1000 });
const proposal = fc.record({
  id: slug,
  proposer: fc.oneof({ weight: 4, arbitrary: person.map((one) => people[one].did as string) }, did),
  subject,
  argument,
  opensAt: fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, moment),
  closesAt: fc.oneof({ weight: 6, arbitrary: soon }, moment),
});
const ballot = fc.record({
  proposal: slug,
  member: did,
  choice: fc.constantFrom(...BALLOT_CHOICES),
  counter: small,
  statementDigest: fc.option(digest),
});
const possession = fc.constant(encodeBase64url(new Uint8Array(64)));
const period = fc.oneof(fc.constant(Math.floor(START / 5)), fc.constantFrom(0, Number.MAX_SAFE_INTEGER));
const uri = fc.constantFrom('https://a.example/b/1', 'http://localhost:4003/status-lists/water/1');
const amountCents = fc.constantFrom(1, 800, 100_000_000_000);

const payloadArbitraries: { [Kind in LedgerTransactionKind]: fc.Arbitrary<LedgerPayloads[Kind]> } = {
  admit_member: fc.record({ member }),
  accredit_issuer: fc.record({ issuer }),
  register_verifier: fc.record({ verifier }),
  adopt_contract: fc.record({ contract }),
  set_status: status.chain((one) => small.map((sequence) => ({ ...one, sequence }))),
  end_founding: fc.constant({}),
  propose: fc.record({ proposal }),
  vote: fc.record({ ballot }),
  close_proposal: fc.record({ proposal: slug }),
  rotate_key: fc.record({
    rotation: fc.record({
      member: did,
      key: memberKey,
      possession,
      retire: fc.option(fc.record({ id: memberKey.map(({ id }) => id), until: moment })),
      sequence: small,
    }),
  }),
  rotate_leaf_key: fc.record({
    rotation: fc.record({
      member: did,
      role: fc.constantFrom('issuer' as const, 'verifier' as const),
      key: leafKey,
      retire: fc.option(fc.record({ digest, until: moment })),
      sequence: small,
    }),
  }),
  anchor: fc.record({
    anchor: fc.record({ member: did, stream: slug, period, root: digest, size: fc.constant(1024) }),
  }),
  anchor_status: fc.record({ anchor: fc.record({ member: did, uri, version: small, digest }) }),
  settle: fc.record({
    settlement: fc.record({
      member: did,
      period,
      amountCents,
      contracts: fc.tuple(slug, small).map(([id, version]) => [{ id, version }]),
      countsCommitment: digest,
      sharesCommitment: digest,
    }),
  }),
  distribute: fc.record({
    distribution: fc.record({
      period,
      shares: fc.record({ issuer: did, amountCents }).map((share) => [share]),
      sourcesCommitment: digest,
    }),
  }),
};

/** Who has to sign for the rule itself to be reached, as far as a payload tells. */
function ownSigners(payload: object): Person[] {
  const [act] = Object.values(payload) as ({ member?: unknown; proposer?: unknown } | string | undefined)[];
  const wanted = typeof act === 'object' ? (act.proposer ?? act.member) : undefined;
  return persons.filter((one) => people[one].did === wanted);
}

interface Step {
  kind: LedgerTransactionKind;
  payload: LedgerPayloads[LedgerTransactionKind];
  /** `null`: whoever has to sign. */
  signers: readonly Person[] | null;
  /** Seconds before it. */
  wait: number;
}

const KINDS = Object.keys(payloadArbitraries) as LedgerTransactionKind[];
const signers = fc.oneof({ weight: 3, arbitrary: fc.constant(null) }, fc.uniqueArray(person, { maxLength: 4 }));

const act: fc.Arbitrary<Step> = fc.constantFrom(...KINDS).chain((kind) => {
  const payload: fc.Arbitrary<Step['payload']> = payloadArbitraries[kind];
  return fc.record({ kind: fc.constant(kind), payload, signers, wait: fc.constantFrom(0, 0, 0, 1, 40) });
});

/** A proposal on which everybody votes yes, so that whatever can be adopted is carried out. */
const decision: fc.Arbitrary<Step[]> = fc
  .tuple(subject, argument, fc.string({ unit: letter, minLength: 6, maxLength: 6 }))
  .map(([wanted, argued, id]) => {
    const proposer = people.bank.did;
    const made = { id, proposer, subject: wanted, argument: argued, opensAt: 0, closesAt: 0 };
    const ballotOf = (one: Person) => ({
      ballot: { proposal: id, member: people[one].did, choice: 'yes' as const, counter: 1, statementDigest: null },
    });
    return [
      { kind: 'propose', payload: { proposal: made }, signers: null, wait: 1 },
      ...VOTERS.map((one): Step => ({ kind: 'vote', payload: ballotOf(one), signers: null, wait: 0 })),
      { kind: 'close_proposal', payload: { proposal: id }, signers: null, wait: MIN_VOTING_SECONDS },
    ];
  });

const life = fc
  .array(
    fc.oneof(
      act.map((one) => [one]),
      decision,
    ),
    { minLength: 10, maxLength: 30 },
  )
  .map((parts) => parts.flat());

/** Seen over all runs, so that a life in which nothing happens does not pass for a test. */
const seen = new Set<string>();

it('any well-shaped ledger transaction is accepted, refused or a duplicate, and only an accepted one changes anything', async () => {
  await fc.assert(
    fc.asyncProperty(life, async (steps) => {
      const ledger = new GovernedLedger();
      for (const { kind, payload, signers, wait } of steps) {
        ledger.time += wait;
        // A proposal of `decision` closes as soon as it may, whenever it is made.
        if ('proposal' in payload && typeof payload.proposal === 'object' && payload.proposal.closesAt === 0) {
          payload.proposal.closesAt = ledger.time + MIN_VOTING_SECONDS;
        }
        const own = ownSigners(payload);
        const chosen =
          signers ?? (own.length > 0 ? own : kind === 'close_proposal' ? ['residents' as const] : founders);
        const place = { genesis: ledger.genesisId, expiryHeight: ledger.height + 10 };
        const ledgerTransaction = await signed(kind, payload, chosen, place);
        readLedgerTransaction(ledgerTransaction as unknown as JsonValue);
        const before = encodeBase64url(ledger.state.root());
        const context = { height: ledger.height + 1, time: ledger.time, genesis: ledger.genesisId };
        const outcome = apply(ledger.state, ledgerTransaction, context);
        expect(encodeBase64url(ledger.state.root())).toBe(before);
        expect(apply(ledger.state, ledgerTransaction, context)).toEqual(outcome);
        seen.add(`${kind} ${outcome.outcome}`);
        if (outcome.outcome === 'accepted') {
          const keys = outcome.writes.map(({ key }) => key);
          expect(new Set(keys).size).toBe(keys.length);
        }
        ledger.execute([ledgerTransaction]);
        if (outcome.outcome !== 'accepted') expect(encodeBase64url(ledger.state.root())).toBe(before);
        else if (kind === 'close_proposal') {
          seen.add(ledger.proposal((payload as { proposal: string }).proposal).status);
        }
        for (const one of COLLEGES) {
          expect((ledger.read(`college/${one}`) as { activeMembers: string[] }).activeMembers).not.toEqual([]);
        }
      }
    }),
    // One seed, so that what was seen below is the same in every run of this test.
    { numRuns: 40, seed: 20_260_101 },
  );
  for (const status of ['adopted', 'adopted_but_void', 'scheduled']) expect(seen).toContain(status);
  for (const kind of KINDS) expect([...seen].some((one) => one.startsWith(`${kind} `))).toBe(true);
}, 300_000);
