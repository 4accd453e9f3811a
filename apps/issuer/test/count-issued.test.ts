import { expect, test } from '@jest/globals';
import { countIssued, WINDOW_MILLISECONDS } from '../src/grants/count-issued.js';
import type { Grant, GrantedCredential } from '../src/grants/grants.js';

const BEGAN = 1_800_000_000_000;
const granted = (credentialConfigurationId: string, issuedInWindow: number): GrantedCredential => ({
  ...{ credentialConfigurationId, issuedInWindow, credentialIdentifiers: null, windowBeganAt: BEGAN },
});

/** A grant whose row another request may change in between, as the store tells it. */
function grantsWith(...rows: GrantedCredential[][]) {
  const grant = { tenantId: 'eau', id: 'g', state: 'active', authorized: rows[0] } as Grant;
  const written: GrantedCredential[][] = [];
  return {
    grant,
    written,
    find: async () => ({ ...grant, authorized: rows.at(-1) as GrantedCredential[] }),
    noteIssued: async (read: Grant, authorized: GrantedCredential[]) => {
      if (read.authorized !== rows.at(-1)) return false;
      written.push(authorized);
      return true;
    },
  };
}
const asked = (count: number, now = BEGAN + 1) => ({ credentialConfigurationId: 'residency', count, most: 50, now });

test('credentials are counted on in the running week, up to what the grant is good for, each kind for itself', async () => {
  const grants = grantsWith([granted('residency', 40), granted('age', 50)]);
  expect(await countIssued(grants.grant, asked(10), grants)).toBe('counted');
  expect(grants.written).toEqual([[granted('residency', 50), granted('age', 50)]]);
  expect(await countIssued(grants.grant, asked(11), grants)).toBe('exhausted');
});

test('a new week begins with the first request after the last one, not with the calendar', async () => {
  const grants = grantsWith([granted('residency', 50)]);
  const justBefore = asked(1, BEGAN + WINDOW_MILLISECONDS - 1);
  expect(await countIssued(grants.grant, justBefore, grants)).toBe('exhausted');
  const now = BEGAN + WINDOW_MILLISECONDS;
  expect(await countIssued(grants.grant, asked(10, now), grants)).toBe('counted');
  expect(grants.written).toEqual([[{ ...granted('residency', 10), windowBeganAt: now }]]);
});

test('what another request was issued meanwhile is counted too', async () => {
  const grants = grantsWith([granted('residency', 0)], [granted('residency', 45)]);
  expect(await countIssued(grants.grant, asked(10), grants)).toBe('exhausted');
  expect(await countIssued(grants.grant, asked(5), grants)).toBe('counted');
  expect(grants.written).toEqual([[granted('residency', 50)]]);
});
