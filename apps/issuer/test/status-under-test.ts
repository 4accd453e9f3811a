import { platformRandom } from '#primitives';
import { Outbox } from '#service-kit/outbox';
import { STATUS_INVALID } from '#status-list';
import { openDataStore } from '../src/adapters/typeorm/open-data-store.js';
import { createIssuerStores } from '../src/issuer.module.js';
import { releaseDecisions } from '../src/revocation/release-decisions.js';
import type { RevocationParts } from '../src/revocation/revoke-credentials.js';
import { createStatusPlaceClaims } from '../src/status-lists/claim-status-places.js';
import type { PlacesToClaim } from '../src/status-lists/status-places.js';
import { StatusBitsCache } from '../src/status-lists/status-bits.js';

export const TENANT = 'eaux-fictives';
export const DAY = 86_400_000;
const BEGINNING = Date.UTC(2026, 2, 3);

export type StatusUnderTest = Awaited<ReturnType<typeof openStatusUnderTest>>;

/** The stores and steps of one instance on a database, without its HTTP service. */
export async function openStatusUnderTest(databaseUrl: string, options: { statusListSize?: number } = {}) {
  const time = { now: BEGINNING };
  const clock = () => time.now;
  const database = await openDataStore(databaseUrl);
  const stores = createIssuerStores({
    database,
    outbox: new Outbox(clock, platformRandom),
    clock,
    random: platformRandom,
  });
  const statusListSize = options.statusListSize ?? 4096;
  const published: string[] = [];
  const publishSoon = async (_tenantId: string, listId: string) => void published.push(listId);
  const random = platformRandom;
  const bitsOf = (_tenantId: string, type: string) => (type === 'suspendable' ? 2 : 1);
  const claimParts = { ...stores, bitsOf, publishSoon, statusListSize, clock, random } as const;
  const claimPlaces = createStatusPlaceClaims(claimParts);
  const cohort = { revocationCohortPersons: 20, revocationCohortSeconds: 86_400 };
  const released: boolean[] = [];
  const revocation: RevocationParts = {
    ...{ unitOfWork: database, register: stores.register, clock, random },
    isKnownSubject: async () => true,
    releaseSoon: async (_tenantId, atOnce) => void released.push(atOnce),
  };
  return {
    ...{ database, stores, time, published, released, revocation, random },
    /** Claims in a unit of work, as an issuance does. */
    claim: (changes: Partial<PlacesToClaim> = {}) =>
      database.tx(() =>
        claimPlaces({
          ...{ tenantId: TENANT, subjectRecordId: 's', grantId: 'g', credentialTypeId: 'residency', count: 10 },
          expiresAt: time.now + 14 * DAY,
          ...changes,
        }),
      ),
    release: () => releaseDecisions(TENANT, { ...stores, ...cohort, unitOfWork: database, publishSoon, clock, random }),
    /** The statuses as a fresh instance reads them. */
    bits: async (listId = '1') => {
      const bits = await new StatusBitsCache(stores.statusLists).read(TENANT, listId);
      if (bits === undefined) throw new Error('there is such a list');
      return bits;
    },
    revokedCount: async (listId = '1') => {
      const rows = await database.read((manager) =>
        manager.query<{ count: number | string }[]>(
          `SELECT COUNT(*) AS "count" FROM "issuer_status_place" WHERE "listId" = '${listId}' AND "status" = ${STATUS_INVALID}`,
        ),
      );
      return Number(rows[0]?.count);
    },
    close: () => database.close(),
  };
}
