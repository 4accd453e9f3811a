import { beforeEach, describe, expect, it } from '@jest/globals';
import { stateKey } from '#ledger';
import { payloads, people, START, type Person } from './founded-cooperative.js';
import { GovernedLedger } from './governed-ledger.js';

const FOUNDERS = ['bank', 'water', 'residents'] as const;
const PREFIX = payloads.issuer.issuer.statusListPrefix;
const accepted = expect.objectContaining({ outcome: 'accepted' }) as unknown;
const refusedWith = (code: string) => expect.objectContaining({ outcome: 'refused', code }) as unknown;

let ledger: GovernedLedger;
beforeEach(async () => {
  ledger = new GovernedLedger();
  await ledger.act('register_verifier', payloads.verifier, ...FOUNDERS);
  await ledger.act('accredit_issuer', payloads.issuer, ...FOUNDERS);
});

describe('a version of a status list', () => {
  const anchor = (version: number, changes: object = {}, ...signers: Person[]) => {
    const made = { ...payloads.status(version).anchor, ...changes };
    return ledger.act('anchor_status', { anchor: made }, ...(signers.length === 0 ? (['water'] as const) : signers));
  };

  it('is its issuer’s own: nobody else signs it, nor signs it too', async () => {
    expect(await anchor(1, {}, 'bank')).toEqual(refusedWith('not_the_member'));
    expect(await anchor(1, {}, 'water', 'bank')).toEqual(refusedWith('not_the_member'));
    expect(await anchor(1)).toEqual(accepted);
  });

  it('stands under its issuer’s prefix: neither beside it nor in its place', async () => {
    expect(await anchor(1, { uri: PREFIX })).toEqual(refusedWith('status_uri_foreign'));
    expect(await anchor(1, { uri: `${PREFIX.slice(0, -1)}-2/1` })).toEqual(refusedWith('status_uri_foreign'));
    expect(await anchor(1, { uri: `${PREFIX}2` })).toEqual(accepted);
  });

  it('follows an older one, whatever lies between, and no newer one', async () => {
    for (const version of [1, 2, 7]) expect(await anchor(version)).toEqual(accepted);
    expect(await anchor(6)).toEqual(refusedWith('status_version_not_newer'));
    expect(ledger.read(stateKey('status', people.water.did, payloads.status().anchor.uri))).toMatchObject({
      version: 7,
    });
  });
});

describe('a periodic anchor', () => {
  it('may be as old as the parameters say, and no older', async () => {
    const { anchorPeriodSeconds, maxAnchorAgePeriods } = ledger.read('parameters') as Record<string, number>;
    const oldest = Math.floor(START / (anchorPeriodSeconds ?? 0)) - (maxAnchorAgePeriods ?? 0);
    expect(await ledger.act('anchor', payloads.anchor(oldest - 1), 'bank')).toEqual(refusedWith('anchor_too_old'));
    expect(await ledger.act('anchor', payloads.anchor(oldest), 'bank')).toEqual(accepted);
  });
});
