import { presentationNonce } from '#consent';
import { parseSdJwtVc } from '#sd-jwt-vc';
import { REVOCATION_BOUND_SECONDS } from '../foundation.js';
import type { World } from '../world.js';
import type { Invariant } from './invariant.js';

interface StatusClaim {
  status_list: { idx: number; uri: string };
}

/** After publish interval, ttl and skew a revoked credential is accepted by nobody, whoever could not reach whom meanwhile. */
export function revokedNeverVerifies(): Invariant {
  /** By place: the true time at which it was revoked at the latest. */
  const revokedBy = new Map<string, number>();
  const decided = new Set<string>();
  return {
    name: 'revoked never verifies after its bound',
    afterStep(world) {
      const breaches = newlyVerified(world, decided).flatMap(({ presentationNonce: nonce }) => {
        const places = placesShown(world, nonce);
        if (places.length === 0) return ['nobody knows which credential was verified'];
        const late = places.map((place) => secondsAfterBound(world, revokedBy.get(place)));
        // Shown again after a lost answer: which of them arrived cannot be told.
        return late.every((seconds) => seconds > 0)
          ? [`it verified ${Math.min(...late)} s after its bound of ${REVOCATION_BOUND_SECONDS} s`]
          : [];
      });
      for (const place of revokedPlaces(world)) if (!revokedBy.has(place)) revokedBy.set(place, world.time.now());
      return breaches;
    },
  };
}

/** @returns what was verified since the last look */
function newlyVerified({ tables }: World, decided: Set<string>): { id: string; presentationNonce: string }[] {
  const sql = `SELECT "id", "presentationNonce" FROM "verifier_presentation" WHERE "status" IN ('verified', 'redacted')`;
  const rows = tables.verifier.rows<{ id: string; presentationNonce: string }>(sql);
  const added = rows.filter(({ id }) => !decided.has(id));
  for (const { id } of added) decided.add(id);
  return added;
}

/** `{list}#{index}` of each credential with which a wallet answered this request. */
function placesShown({ citizens }: World, nonce: string): string[] {
  return citizens.flatMap(({ history, sealed }) => {
    const entries = history.filter(({ delivery }) => presentationNonce(delivery) === nonce);
    return entries.flatMap(({ credentialId }) => {
      const held = sealed.wallet.state.credentials.get(credentialId);
      if (held === undefined) return [];
      const { status_list: list } = parseSdJwtVc(held.compact).payload['status'] as unknown as StatusClaim;
      return [`${list.uri.slice(list.uri.lastIndexOf('/') + 1)}#${list.idx}`];
    });
  });
}

function revokedPlaces({ tables }: World): string[] {
  const sql = 'SELECT "listId", "idx" FROM "issuer_credential" WHERE "revokedAt" IS NOT NULL';
  return tables.issuer.rows<{ listId: string; idx: number }>(sql).map(({ listId, idx }) => `${listId}#${idx}`);
}

/** It was decided when the step began at the earliest, so that what is reported is certain. */
function secondsAfterBound({ stepBeganAt }: World, revokedBy: number | undefined): number {
  return revokedBy === undefined ? 0 : (stepBeganAt - revokedBy) / 1000 - REVOCATION_BOUND_SECONDS;
}
