import { beforeEach, describe, expect, it } from '@jest/globals';
import { keyPossessionMessage, MAX_KEYS, stateKey, type MemberKeyRotation } from '#ledger';
import { encodeBase64url, jwkThumbprint, type Signer } from '#primitives';
import { digestOf, ed25519Signer, memberRecord, payloads, people, START } from './founded-cooperative.js';
import { GovernedLedger, MIN_VOTING_SECONDS, VOTERS } from './governed-ledger.js';

const bank = people.bank.did;
const current = memberRecord('bank').keys[0] ?? { id: '' };
const next = ed25519Signer('next key of the bank');
let ledger: GovernedLedger;
beforeEach(() => {
  ledger = new GovernedLedger();
});

async function rotation(signer: Signer, changes: Partial<MemberKeyRotation> = {}): Promise<MemberKeyRotation> {
  const { publicJwk, suite } = signer;
  const id = jwkThumbprint(publicJwk);
  const message = keyPossessionMessage({ genesis: ledger.genesisId, key: id, member: bank });
  return {
    member: bank,
    key: { id, suite, publicJwk, from: START, until: null },
    possession: encodeBase64url(await signer.sign(message)),
    retire: { id: current.id, until: START },
    sequence: 1,
    ...changes,
  };
}

const keysOf = () => (ledger.member('bank')?.keys ?? []) as { id: string; until: number | null }[];

describe('a member changes its own key:', () => {
  it('the old one signs it, the new one proves that it is held, and the old one retires', async () => {
    expect(await ledger.act('rotate_key', { rotation: await rotation(next) }, 'bank')).toMatchObject({
      outcome: 'accepted',
    });
    expect(keysOf()).toMatchObject([{ id: current.id, until: START }, { id: jwkThumbprint(next.publicJwk) }]);
    expect((await ledger.propose({ kind: 'set_commission', commissionBasisPoints: 1 })).outcome).toMatchObject({
      code: 'signer_key_not_in_force',
    });
  });

  it('a term gets shorter, never longer', async () => {
    const later = { id: current.id, until: START + 9_000_000 };
    await ledger.act('rotate_key', { rotation: await rotation(next, { retire: later }) }, 'bank');
    expect(keysOf()[0]).toMatchObject({ until: START + 1_000_000 });
  });

  it('drops keys whose term is over where there are too many, and refuses where all of them stand', async () => {
    for (let sequence = 1; sequence < MAX_KEYS; sequence++) {
      const changed = await rotation(ed25519Signer(`key ${sequence}`), { sequence, retire: null });
      expect(await ledger.act('rotate_key', { rotation: changed }, 'bank')).toMatchObject({ outcome: 'accepted' });
    }
    // As many as may stand do, one of them already over.
    expect(keysOf()).toHaveLength(MAX_KEYS);
    const full = await rotation(next, { sequence: MAX_KEYS, retire: null });
    expect(await ledger.act('rotate_key', { rotation: full }, 'bank')).toMatchObject({ code: 'too_many_keys' });
    const instead = await rotation(next, { sequence: MAX_KEYS });
    expect(await ledger.act('rotate_key', { rotation: instead }, 'bank')).toMatchObject({ outcome: 'accepted' });
    expect(keysOf()).toHaveLength(MAX_KEYS);
    expect(keysOf().map(({ id }) => id)).not.toContain(current.id);
  });

  it.each<[code: string, make: () => Promise<MemberKeyRotation>, signer: 'bank' | 'city']>([
    ['not_the_member', () => rotation(next), 'city'],
    ['sequence_out_of_order', () => rotation(next, { sequence: 2 }), 'bank'],
    ['possession_not_proven', async () => rotation(next, { possession: (await rotation(ed25519Signer('thief'))).possession }), 'bank'], // prettier-ignore
    ['key_exists', () => rotation(people.bank.signer, { retire: null }), 'bank'],
    ['key_of_another_member', () => rotation(people.water.signer), 'bank'],
    ['key_unknown', () => rotation(next, { retire: { id: digestOf('nothing'), until: START } }), 'bank'],
    [
      'no_key_in_force',
      async () => rotation(next, { key: { ...(await rotation(next)).key, from: START + 100 } }),
      'bank',
    ],
    ['malformed_ledger_transaction', async () => rotation(next, { key: { ...(await rotation(next)).key, id: digestOf('x') } }), 'bank'], // prettier-ignore
  ])('refuses %s (case %#)', async (code, make, signer) => {
    expect(await ledger.act('rotate_key', { rotation: await make() }, signer)).toMatchObject({ code });
    expect(keysOf()).toHaveLength(1);
  });

  it('refuses a suite that is no longer accepted', async () => {
    ledger.state.set('parameters', { ...ledger.read('parameters'), suites: ['ES256'] });
    expect(await ledger.act('rotate_key', { rotation: await rotation(next) }, 'bank')).toMatchObject({
      code: 'suite_not_accepted',
    });
  });
});

describe('an issuer or verifier changes the key of its certificate:', () => {
  const leaf = digestOf('leaf');
  const rotate = (changes: object = {}, signer: 'bank' | 'city' = 'bank') => {
    const key = { digest: digestOf('next leaf'), from: START, until: null };
    const made = { member: bank, role: 'verifier' as const, key, retire: { digest: leaf, until: START + 60 } };
    return ledger.act('rotate_leaf_key', { rotation: { ...made, sequence: 1, ...changes } }, signer);
  };
  beforeEach(async () => {
    const founders = ['bank', 'water', 'residents'] as const;
    await ledger.act('register_verifier', payloads.verifier, ...founders);
    await ledger.act('accredit_issuer', payloads.issuer, ...founders);
  });

  it('both stand for a while', async () => {
    expect(await rotate()).toMatchObject({ outcome: 'accepted' });
    expect(ledger.read(stateKey('verifier', bank))).toMatchObject({
      keys: [
        { digest: leaf, until: START + 60 },
        { digest: digestOf('next leaf'), until: null },
      ],
    });
    expect(await rotate()).toMatchObject({ outcome: 'duplicate' });
  });

  it('beside the one that stands, where none retires', async () => {
    expect(await rotate({ retire: null })).toMatchObject({ outcome: 'accepted' });
    expect(ledger.read(stateKey('verifier', bank))?.keys).toMatchObject([{ digest: leaf, until: null }, {}]);
  });

  it('what was proposed before a key retired does not bring it back, nor take away the one that came instead', async () => {
    const proposed = [
      { kind: 'change_verifier', ...payloads.verifier },
      { kind: 'change_issuer', ...payloads.issuer },
    ] as const;
    const ids = [(await ledger.propose(proposed[0])).id, (await ledger.propose(proposed[1], 'city')).id];
    await rotate();
    const retire = { digest: digestOf('issuing leaf'), until: START + 60 };
    const key = { digest: digestOf('next issuing leaf'), from: START, until: null };
    const rotation = { member: people.water.did, role: 'issuer' as const, key, retire, sequence: 1 };
    expect(await ledger.act('rotate_leaf_key', { rotation }, 'water')).toMatchObject({ outcome: 'accepted' });
    for (const id of ids) for (const person of VOTERS) await ledger.vote(id, person, 'yes');
    ledger.time += MIN_VOTING_SECONDS;
    for (const id of ids) {
      await ledger.act('close_proposal', { proposal: id }, 'residents');
      expect(ledger.proposal(id)).toMatchObject({
        status: 'adopted_but_void',
        closing: { voidCode: 'key_term_longer' },
      });
    }
    expect(ledger.read(stateKey('verifier', bank))?.keys).toMatchObject([{ until: START + 60 }, { until: null }]);
    expect(ledger.read(stateKey('issuer', people.water.did))?.keys).toMatchObject([{ until: START + 60 }, key]);
    // As it stands it may be voted on again, and shorter too.
    const shorter = { member: bank, keys: [{ digest: leaf, from: START - 10, until: START + 30 }] };
    const { outcome } = await ledger.propose({ kind: 'change_verifier', verifier: shorter });
    expect(outcome).toMatchObject({ outcome: 'accepted' });
  });

  it('a key that a proposal names is nobody else’s: no member voids what all others vote on', async () => {
    const { id } = await ledger.propose({ kind: 'admit_member', ...payloads.admit('gas') }, 'city');
    const [named] = memberRecord('gas').keys;
    const key = { digest: named?.id ?? '', from: START, until: null };
    expect(await rotate({ key })).toMatchObject({ code: 'key_of_another_member' });
    for (const person of VOTERS) await ledger.vote(id, person, 'yes');
    ledger.time += MIN_VOTING_SECONDS;
    await ledger.act('close_proposal', { proposal: id }, 'residents');
    expect(ledger.proposal(id)).toMatchObject({ status: 'adopted' });
    expect(ledger.member('gas')).toMatchObject({ status: 'active', keys: [named] });
  });

  it.each<[code: string, changes: object, signer: 'bank' | 'city']>([
    ['not_the_member', {}, 'city'],
    ['issuer_unknown', { role: 'issuer' }, 'bank'],
    ['verifier_unknown', { member: people.city.did }, 'city'],
    ['sequence_out_of_order', { sequence: 2 }, 'bank'],
    ['key_exists', { key: { digest: leaf, from: START, until: null } }, 'bank'],
    ['key_of_another_member', { key: { digest: digestOf('issuing leaf'), from: START, until: null } }, 'bank'],
    ['key_unknown', { retire: { digest: digestOf('nothing'), until: START } }, 'bank'],
  ])('refuses %s (case %#)', async (code, changes, signer) => {
    expect(await rotate(changes, signer)).toMatchObject({ outcome: 'refused', code });
  });

  it('refuses where the role has ended', async () => {
    const status = { subject: { kind: 'verifier', id: bank }, status: 'ended', sequence: 1 } as const;
    await ledger.act('set_status', status, 'bank', 'water', 'residents');
    expect(await rotate()).toMatchObject({ code: 'verifier_ended' });
  });
});
