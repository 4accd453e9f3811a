import { presentationNonce } from '#consent';
import { REVOCATION_BOUND_SECONDS } from '../foundation.js';
import type { World } from '../world.js';
import type { Invariant } from './invariant.js';

const SUBJECT_RECORD = /\/subject-records\/([^/]+)(\/revocation|)$/;

/**
 * After publish interval, ttl and skew a revoked credential is accepted by nobody, whoever could not reach whom meanwhile. What
 * is revoked is what the operator was told, not what the issuer's tables say.
 */
export function revokedNeverVerifies(): Invariant {
  /** By credential identifier: the true time at which it was revoked at the latest. */
  const revokedBy = new Map<string, number>();
  const decided = new Set<string>();
  return {
    name: 'revoked never verifies after its bound',
    watch({ network, citizens, time }) {
      network.onReply(({ method, url }, { status }) => {
        const [, subject, act] = SUBJECT_RECORD.exec(new URL(url).pathname) ?? [];
        const isRevoked = method === 'POST' && act === '/revocation' && status === 200;
        const isErased = method === 'DELETE' && act === '' && status === 204;
        if (!isRevoked && !isErased) return;
        const holder = citizens.find(({ kept }) => kept.subjectRecordId === subject);
        for (const id of holder?.sealed.wallet.state.credentials.keys() ?? []) {
          if (!revokedBy.has(id)) revokedBy.set(id, time.now());
        }
      });
    },
    afterStep(world) {
      return newlyVerified(world, decided).flatMap(({ presentationNonce: nonce }) => {
        const shown = credentialsShown(world, nonce);
        if (shown.length === 0) return ['nobody knows which credential was verified'];
        const late = shown.map((id) => secondsAfterBound(world, revokedBy.get(id)));
        // Shown again after a lost answer: which of them arrived cannot be told.
        return late.every((seconds) => seconds > 0)
          ? [`one was verified ${Math.min(...late)} s after its bound of ${REVOCATION_BOUND_SECONDS} s`]
          : [];
      });
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

/** Each credential with which a wallet answered this request. */
function credentialsShown({ citizens }: World, nonce: string): string[] {
  const entries = citizens.flatMap(({ history }) => history);
  return entries
    .filter(({ delivery }) => presentationNonce(delivery) === nonce)
    .map(({ credentialId }) => credentialId);
}

/** It was decided when the step began at the earliest, so that what is reported is certain. */
function secondsAfterBound({ stepBeganAt }: World, revokedBy: number | undefined): number {
  return revokedBy === undefined ? 0 : (stepBeganAt - revokedBy) / 1000 - REVOCATION_BOUND_SECONDS;
}
