import { describe, expect, it } from '@jest/globals';
import { findIssuer, findVerifier } from '#trust';
import { BANK, CONTRACT, NOW, provenState, VCT, WATER } from './records.js';

const ISSUING_KEY = 'water-key';
const ACCESS_KEY = 'bank-key';

function issuerCode(state = provenState(), key = ISSUING_KEY, vct = VCT, at = NOW): string {
  const outcome = findIssuer(state, key, vct, at);
  return outcome.outcome === 'found' ? 'found' : outcome.code;
}

function verifierCode(state = provenState(), key = ACCESS_KEY, contract: string = CONTRACT, at = NOW): string {
  const outcome = findVerifier(state, key, contract, at);
  return outcome.outcome === 'found' ? 'found' : outcome.code;
}

describe('who may issue', () => {
  it('finds the member whose key it is', () => {
    expect(findIssuer(provenState(), ISSUING_KEY, VCT, NOW)).toMatchObject({
      outcome: 'found',
      member: { did: WATER },
    });
  });

  it('refuses a key that nobody registered', () => {
    expect(issuerCode(provenState(), 'other')).toBe('unknown_issuer_key');
    expect(issuerCode(provenState(), ACCESS_KEY)).toBe('unknown_issuer_key');
  });

  it('refuses a key before its term and from its end on', () => {
    const state = provenState();
    state.issuers.get(WATER)!.keys[0]!.until = NOW;
    expect(issuerCode(state)).toBe('issuer_key_not_in_term');
    expect(issuerCode(state, ISSUING_KEY, VCT, NOW - 1)).toBe('found');
    state.issuers.get(WATER)!.keys[0] = { digest: ISSUING_KEY, from: NOW + 1, until: null };
    expect(issuerCode(state)).toBe('issuer_key_not_in_term');
  });

  it('refuses where the member is unknown or suspended', () => {
    const state = provenState();
    state.members.get(WATER)!.status = 'suspended';
    expect(issuerCode(state)).toBe('member_suspended');
    state.members.delete(WATER);
    expect(issuerCode(state)).toBe('unknown_member');
  });

  it('refuses a suspended issuer', () => {
    const state = provenState();
    state.issuers.get(WATER)!.status = 'suspended';
    expect(issuerCode(state)).toBe('issuer_suspended');
  });

  it('refuses a type that the issuer is not accredited for, or no longer', () => {
    expect(issuerCode(provenState(), ISSUING_KEY, 'urn:incola:age:1')).toBe('type_not_accredited');
    const state = provenState();
    state.issuers.get(WATER)!.mayIssue[0]!.until = NOW;
    expect(issuerCode(state)).toBe('type_not_accredited');
  });
});

describe('who may ask', () => {
  it('finds member and contract where key, member and contract belong together', () => {
    const outcome = findVerifier(provenState(), ACCESS_KEY, CONTRACT, NOW);
    expect(outcome).toMatchObject({ outcome: 'found', member: { did: BANK }, contract: { id: CONTRACT } });
  });

  it('refuses a key that nobody registered, or out of its term', () => {
    expect(verifierCode(provenState(), 'other')).toBe('unknown_verifier_key');
    const state = provenState();
    state.verifiers.get(BANK)!.keys[0]!.until = NOW;
    expect(verifierCode(state)).toBe('verifier_key_not_in_term');
  });

  it('refuses where the member is unknown or suspended', () => {
    const state = provenState();
    state.members.get(BANK)!.status = 'suspended';
    expect(verifierCode(state)).toBe('member_suspended');
    state.members.delete(BANK);
    expect(verifierCode(state)).toBe('unknown_member');
  });

  it('refuses a suspended verifier', () => {
    const state = provenState();
    state.verifiers.get(BANK)!.status = 'suspended';
    expect(verifierCode(state)).toBe('verifier_suspended');
  });

  it('refuses a contract that is unknown, suspended or ended', () => {
    expect(verifierCode(provenState(), ACCESS_KEY, 'none')).toBe('contract_unknown');
    const state = provenState();
    state.contracts.get(CONTRACT)!.status = 'suspended';
    expect(verifierCode(state)).toBe('contract_suspended');
    state.contracts.get(CONTRACT)!.status = 'ended';
    expect(verifierCode(state)).toBe('contract_ended');
  });

  it('refuses the registered key of another member', () => {
    const state = provenState();
    state.contracts.get(CONTRACT)!.verifier = WATER;
    expect(verifierCode(state)).toBe('contract_of_another_member');
  });
});
