import { isJsonObject, parseJson, decodeUtf8 } from '#primitives';
import { deliveredCredentials, type DeliveredCredential } from '../../faults/holder-requests.js';
import type { Invariant } from './invariant.js';

interface Place {
  listId: string;
  idx: number;
}

const nameOf = ({ listId, idx }: Place) => `${listId}#${idx}`;

/** Whatever the issuer signed has its own place in a status list, written down before, so that it can be revoked. */
export function signedWithStatusIndex(): Invariant {
  const keyAtPlace = new Map<string, string>();
  const doubled: string[] = [];
  const noteCredential = ({ place, holderKey }: DeliveredCredential) => {
    const name = place.slice(place.lastIndexOf('/') + 1);
    // Signed again for the same key it is the same credential; for another it would share its revocation.
    if ((keyAtPlace.get(name) ?? holderKey) !== holderKey) doubled.push(`two keys have the place ${name}`);
    keyAtPlace.set(name, holderKey);
  };
  return {
    name: 'nothing is signed without a status index',
    watch({ network }) {
      network.onReply(({ method, url }, { status, body }) => {
        if (method !== 'POST' || status !== 200 || !url.endsWith('/credential')) return;
        const answer = parseJson(decodeUtf8(body), { maxLength: 1_000_000, maxDepth: 16 });
        if (!isJsonObject(answer)) return;
        deliveredCredentials({ status, body: answer, header: () => null }).forEach(noteCredential);
      });
    },
    afterStep({ tables }) {
      const used = tables.issuer.rows<Place>('SELECT "listId", "idx" FROM "issuer_status_place"').map(nameOf);
      const batches = tables.issuer.rows<{ places: string }>(
        `SELECT "places" FROM "issuer_status_batch" WHERE "reason" IS NULL OR "reason" <> 'erased'`,
      );
      const assigned = batches.flatMap(({ places }) => (JSON.parse(places) as Place[]).map(nameOf));
      const intents = tables.issuer.rows<{ count: number }>(
        'SELECT "credentialCount" AS "count" FROM "issuer_issuance"',
      );
      const intended = intents.reduce((sum, { count }) => sum + count, 0);
      const known = new Set(used);
      return [
        ...doubled.splice(0),
        ...[...keyAtPlace.keys()]
          .filter((place) => !known.has(place))
          .map((place) => `${place} is signed and not recorded`),
        ...assigned.filter((place) => !known.has(place)).map((place) => `${place} is assigned and not recorded`),
        ...(new Set(assigned).size === assigned.length ? [] : ['two intents share a place']),
        ...(intended === assigned.length
          ? []
          : ['a place is assigned without an intent, or intended and not assigned']),
      ];
    },
  };
}
