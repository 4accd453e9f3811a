import { expect } from '@jest/globals';
import type { DeliveredCredential } from './holder-requests.js';
import { readRows } from './read-tables.js';

interface PlaceRow {
  listId: string;
  idx: number;
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
  const recorded = readRows<PlaceRow>(file, 'SELECT "listId", "idx" FROM "issuer_credential"');
  const issuances = readRows<{ offerId: string; places: string }>(
    file,
    'SELECT "offerId", "places" FROM "issuer_issuance"',
  );
  const intended = issuances.flatMap(({ places }) => JSON.parse(places) as PlaceRow[]);
  const nameOf = ({ listId, idx }: PlaceRow) => `/${listId}#${idx}`;
  // Each place belongs to one intent, and each intent has its places: nothing in between.
  expect(new Set(intended.map(nameOf)).size).toBe(intended.length);
  expect(recorded.map(nameOf).sort()).toEqual(intended.map(nameOf).sort());
  // Nothing was signed without a recorded intent.
  const known = new Set(recorded.map(nameOf));
  for (const place of seen.places) expect(known).toContain(place.slice(place.lastIndexOf('/')));
  checkOffers(file, issuances);
}

function checkOffers(file: string, issuances: readonly { offerId: string; places: string }[]): void {
  const offers = readRows<{ id: string; state: string; issuedCount: number; accessTokenDigest: string | null }>(
    file,
    'SELECT "id", "state", "issuedCount", "accessTokenDigest" FROM "issuer_offer"',
  );
  for (const { id, state, issuedCount, accessTokenDigest } of offers) {
    const ofOffer = issuances.filter(({ offerId }) => offerId === id);
    const places = ofOffer.reduce((sum, { places: text }) => sum + (JSON.parse(text) as unknown[]).length, 0);
    expect(issuedCount).toBe(places);
    if (places > 0) expect(['redeemed', 'withdrawn']).toContain(state);
    if (state === 'redeemed') expect(accessTokenDigest).not.toBeNull();
    if (state === 'open') expect(accessTokenDigest).toBeNull();
  }
}
