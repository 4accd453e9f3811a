import { assertOurs, refusal, type Clock, type RandomBytes } from '#primitives';
import type { Database } from '#service-kit/database';
import type { Outbox, OutboxHandler } from '#service-kit/outbox';
import type { SubjectVault } from '#service-kit/vault';
import type { Webhooks } from '#service-kit/webhooks';
import type { EvidenceStore } from '../evidence/evidence-store.js';
import type { Presentations } from '../presentation-requests/presentations.js';
import { publishEvent } from './verification-events.js';

/** Outbox kind: destroy the key under which a presentation's personal data was sealed, and the traces of what was deleted. */
export const DESTROY_SUBJECT_KIND = 'destroy-subject';

const BATCH = 100;

/** What ends by itself, or after its end. Durable on return, or in the caller's unit. */
export interface PresentationEndings {
  /** Awaiting ones whose time is over. */
  findExpired(now: number, limit: number): Promise<{ tenantId: string; id: string; isSealed: boolean }[]>;
  /** Verified ones whose retention is over. */
  findRetentionEnded(now: number, limit: number): Promise<{ tenantId: string; id: string }[]>;
  /** → `redacted`. @returns false where it was verified never, or redacted before */
  redact(tenantId: string, id: string, redactedAt: number): Promise<boolean>;
  restrict(tenantId: string, id: string): Promise<void>;
}

export interface EndingParts {
  database: Database;
  presentations: Presentations;
  endings: PresentationEndings;
  evidence: EvidenceStore;
  outbox: Outbox;
  webhooks: Webhooks;
  vault: SubjectVault;
  clock: Clock;
  random: RandomBytes;
}

/** @throws `unknown_verification`, `not_cancellable` */
export async function cancelPresentation(tenantId: string, id: string, parts: EndingParts): Promise<void> {
  const presentation = await parts.presentations.find(tenantId, id);
  if (presentation === undefined) throw unknownVerification();
  const isSealed = presentation.sealedQuestion !== null;
  if (!(await closeUnanswered({ tenantId, id, isSealed }, 'cancelled', parts))) {
    throw refusal('not_cancellable', 'The verification is closed already.');
  }
}

/**
 * Redaction that the tenant asks for. What is withheld until its response code comes back can't be redacted: the answer would
 * tell whether it was verified.
 * @throws `unknown_verification`, `not_redactable`
 */
export async function redactPresentation(tenantId: string, id: string, parts: EndingParts): Promise<void> {
  const presentation = await parts.presentations.find(tenantId, id);
  if (presentation === undefined) throw unknownVerification();
  if (presentation.codeAwaited) throw notRedactable();
  if (presentation.status !== 'redacted') await redact(presentation, parts);
}

/**
 * Destroys what was shown; the signed verdict record stays (design §6). If we die between commit and destruction, the outbox
 * destroys the key at the next start.
 */
async function redact(presentation: { tenantId: string; id: string }, parts: EndingParts): Promise<void> {
  const { tenantId, id } = presentation;
  await parts.database.tx(async (manager) => {
    if (!(await parts.endings.redact(tenantId, id, parts.clock()))) throw notRedactable();
    await parts.evidence.redact(tenantId, id);
    await parts.outbox.enqueue(manager, { tenantId, kind: DESTROY_SUBJECT_KIND, payload: { id } });
    await publishEvent(parts.webhooks, manager, presentation, 'verification.redacted', parts.random);
  });
  // What was overwritten must not survive in the write-ahead log (design §6).
  await parts.database.truncateCheckpoint();
}

/** The timer's work: closes what expired, redacts what was kept long enough. */
export async function endPresentations(parts: EndingParts): Promise<void> {
  for (const expired of await parts.endings.findExpired(parts.clock(), BATCH)) {
    await closeUnanswered(expired, 'expired', parts);
  }
  for (const kept of await parts.endings.findRetentionEnded(parts.clock(), BATCH)) await redact(kept, parts);
}

function notRedactable(): Error {
  return refusal('not_redactable', 'Nothing was shown that could be redacted.');
}

/**
 * The outbox's handler: what was sealed for the presentation is unreadable when it returns, and what was deleted with it no
 * longer stands in the write-ahead log.
 */
export function createSubjectDestruction(
  vault: SubjectVault,
  data: Pick<Database, 'truncateCheckpoint'>,
): OutboxHandler {
  return async ({ tenantId, payload }) => {
    assertOurs(typeof payload.id === 'string', 'the row names its presentation');
    await vault.destroySubject(tenantId, payload.id);
    await data.truncateCheckpoint();
  };
}

/** Ends what nobody has answered, and the key of its question. @returns false where it was closed already */
export async function closeUnanswered(
  { tenantId, id, isSealed }: { tenantId: string; id: string; isSealed: boolean },
  status: 'cancelled' | 'expired',
  parts: Pick<EndingParts, 'database' | 'presentations' | 'outbox' | 'clock'>,
): Promise<boolean> {
  return parts.database.tx(async (manager) => {
    const closed = await parts.presentations.close(tenantId, id, { status, closedAt: parts.clock() });
    if (closed && isSealed)
      await parts.outbox.enqueue(manager, { tenantId, kind: DESTROY_SUBJECT_KIND, payload: { id } });
    return closed;
  });
}

export function unknownVerification(): Error {
  return refusal('unknown_verification', 'There is no such verification.');
}
