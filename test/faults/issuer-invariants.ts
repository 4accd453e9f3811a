import { expect } from '@jest/globals';
import type { DeliveredCredential } from './holder-requests.js';
import { readRows } from './read-tables.js';

interface PlaceRow {
  listId: string;
  idx: number;
}

interface IssuanceRow {
  grantId: string;
  credentialCount: number;
}

/** What the path has seen leave the issuer, over all of its crashes. */
export class SeenOfIssuer {
  readonly #keyAtPlace = new Map<string, string>();
  readonly #tokens = new Map<string, number>();

  noteCredentials(credentials: readonly DeliveredCredential[]): void {
    for (const { place, holderKey } of credentials) {
      const before = this.#keyAtPlace.get(place);
      // Signed again for the same key it is the same credential; for another it would share its revocation.
      expect(before ?? holderKey).toBe(holderKey);
      this.#keyAtPlace.set(place, holderKey);
    }
  }

  /** @param code pre-authorized */
  noteToken(code: string): void {
    this.#tokens.set(code, (this.#tokens.get(code) ?? 0) + 1);
    expect(this.#tokens.get(code)).toBe(1);
  }

  get places(): string[] {
    return [...this.#keyAtPlace.keys()];
  }
}

/** Reads the issuer's tables and holds them to what must be true at any moment, however it got there. */
export function checkIssuer(folder: string, seen: SeenOfIssuer): void {
  const file = `${folder}/issuer.sqlite`;
  const used = readRows<PlaceRow>(file, 'SELECT "listId", "idx" FROM "issuer_status_place"');
  const batches = readRows<{ places: string; reason: string | null }>(
    file,
    'SELECT "places", "reason" FROM "issuer_status_batch"',
  );
  const issuances = readRows<IssuanceRow>(file, 'SELECT "grantId", "credentialCount" FROM "issuer_issuance"');
  const nameOf = ({ listId, idx }: PlaceRow) => `/${listId}#${idx}`;
  // Each place belongs to one intent, and each intent has its places: nothing in between. The erased have no intent any more.
  const owned = batches.filter(({ reason }) => reason !== 'erased');
  const assigned = owned.flatMap(({ places }) => JSON.parse(places) as PlaceRow[]).map(nameOf);
  expect(new Set(assigned).size).toBe(assigned.length);
  expect(assigned).toHaveLength(sumOf(issuances));
  // Nothing was signed without a place, and a place stays used when nobody knows whose it was.
  const known = new Set(used.map(nameOf));
  for (const place of assigned) expect(known).toContain(place);
  for (const place of seen.places) expect(known).toContain(place.slice(place.lastIndexOf('/')));
  checkGrants(file, issuances);
}

function sumOf(issuances: readonly IssuanceRow[]): number {
  return issuances.reduce((sum, { credentialCount }) => sum + credentialCount, 0);
}

function checkGrants(file: string, issuances: readonly IssuanceRow[]): void {
  const offers = readRows<{ id: string; state: string }>(file, 'SELECT "id", "state" FROM "issuer_offer"');
  const grants = readRows<{ id: string; originId: string; authorized: string; state: string }>(
    file,
    `SELECT "id", "originId", "authorized", "state" FROM "issuer_grant" WHERE "originKind" = 'offer'`,
  );
  for (const { id, state } of offers) {
    const ofOffer = grants.filter(({ originId }) => originId === id);
    // A code and its token are of one commit.
    if (state === 'redeemed') expect(ofOffer).toHaveLength(1);
    else expect(ofOffer.length).toBeLessThanOrEqual(state === 'withdrawn' ? 1 : 0);
  }
  for (const { id, authorized, state } of grants) {
    const ofGrant = issuances.filter(({ grantId }) => grantId === id);
    // Whoever was erased takes with him what was issued under his grant.
    if (state === 'ended' && ofGrant.length === 0) continue;
    const counts = (JSON.parse(authorized) as { issuedInWindow: number }[]).map(({ issuedInWindow }) => issuedInWindow);
    expect(counts).toEqual([sumOf(ofGrant)]);
  }
}
