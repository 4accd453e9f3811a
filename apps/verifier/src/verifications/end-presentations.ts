import { assertOurs, refusal, type Clock, type RandomBytes } from '#primitives';
import type { Database } from '#service-kit/database';
import type { Outbox, OutboxHandler } from '#service-kit/outbox';
import type { SubjectVault } from '#service-kit/vault';
import type { Webhooks } from '#service-kit/webhooks';
import type { EvidenceStore } from '../evidence/evidence-store.js';
import type { HostedPages } from '../hosted-pages/hosted-pages.js';
import { holdsSealed, type Presentation } from '../presentation-requests/presentation.js';
import type { Presentations } from '../presentation-requests/presentations.js';
import { requireVerification, type FindingParts } from './find-verification.js';
import { publishEvent } from './verification-events.js';

/** Outbox kind: destroy the key under which a presentation's personal data was sealed, and the traces of what was deleted. */
export const DESTROY_SUBJECT_KIND = 'destroy-subject';

const BATCH = 100;

/** What ends by itself, or after its end. Durable on return, or in the caller's unit. */
export interface PresentationEndings {
  /** Awaiting ones whose time is over, and whose page may not ask again. */
  findExpired(now: number, limit: number): Promise<Presentation[]>;
  /** Verified ones whose retention is over. */
  findRetentionEnded(now: number, limit: number): Promise<Presentation[]>;
  /** → `redacted`. @returns false where it was verified never, or redacted before */
  redact(tenantId: string, id: string, redactedAt: number): Promise<boolean>;
  restrict(tenantId: string, id: string): Promise<void>;
  /** Once, of what was not confirmed, and without a change of its status. @returns false where it changed nothing */
  notePaperPath(tenantId: string, id: string, paperPathAt: number): Promise<boolean>;
}

export interface EndingParts extends FindingParts {
  database: Database;
  presentations: Presentations;
  pages: Pick<HostedPages, 'find' | 'change'>;
  endings: PresentationEndings;
  evidence: EvidenceStore;
  outbox: Outbox;
  webhooks: Webhooks;
  vault: SubjectVault;
  clock: Clock;
  random: RandomBytes;
}

/**
 * Ends a verification that nobody has answered; its page, if it has one, asks no more.
 * @throws `unknown_verification`, `not_cancellable`
 */
export async function cancelVerification(tenantId: string, id: string, parts: EndingParts): Promise<void> {
  const { presentation, page } = await requireVerification(tenantId, id, parts);
  await parts.database.tx(async (manager) => {
    if (!(await closeUnanswered(presentation, 'cancelled', parts))) {
      throw refusal('not_cancellable', 'The verification is closed already.');
    }
    if (page !== undefined) {
      // Asked again meanwhile: what was closed is not the verification any more.
      const asks = { presentationId: page.presentationId };
      if (!(await parts.pages.change(page, asks, { sealedWanted: null })))
        throw refusal('not_cancellable', 'The page has asked again; try once more.');
      await parts.outbox.enqueue(manager, { tenantId, kind: DESTROY_SUBJECT_KIND, payload: { id: page.id } });
    }
    await publishEvent(parts.webhooks, manager, presentation, 'verification.cancelled', parts.random);
  });
}

/**
 * Redaction that the tenant asks for. What is withheld until its response code comes back can't be redacted: the answer would
 * tell whether it was verified.
 * @throws `unknown_verification`, `not_redactable`
 */
export async function redactVerification(tenantId: string, id: string, parts: EndingParts): Promise<void> {
  const { presentation } = await requireVerification(tenantId, id, parts);
  if (presentation.codeAwaited) throw notRedactable();
  if (presentation.status !== 'redacted') await redact(presentation, parts);
}

/**
 * Destroys what was shown; the signed verdict record stays (design §6). If we die between commit and destruction, the outbox
 * destroys the key at the next start.
 */
async function redact(presentation: Presentation, parts: EndingParts): Promise<void> {
  const { tenantId, id } = presentation;
  await parts.database.tx(async (manager) => {
    if (!(await parts.endings.redact(tenantId, id, parts.clock()))) throw notRedactable();
    await parts.evidence.redact(tenantId, id);
    await parts.outbox.enqueue(manager, { tenantId, kind: DESTROY_SUBJECT_KIND, payload: { id } });
    // The tenant knows nothing of what its page asked before it asked again.
    if (presentation.replaced) return;
    await publishEvent(parts.webhooks, manager, presentation, 'verification.redacted', parts.random);
  });
  // What was overwritten must not survive in the write-ahead log (design §6).
  await parts.database.truncateCheckpoint();
}

/** The timer's work: closes what expired, redacts what was kept long enough. */
export async function endPresentations(parts: EndingParts): Promise<void> {
  for (const expired of await parts.endings.findExpired(parts.clock(), BATCH)) {
    await parts.database.tx(async (manager) => {
      if (!(await closeUnanswered(expired, 'expired', parts))) return;
      await publishEvent(parts.webhooks, manager, expired, 'verification.expired', parts.random);
    });
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

/** Ends what nobody has answered, and the key of what was sealed for it. @returns false where it was closed already */
export async function closeUnanswered(
  presentation: Presentation,
  status: 'cancelled' | 'expired',
  parts: Pick<EndingParts, 'database' | 'presentations' | 'outbox' | 'clock'>,
): Promise<boolean> {
  const { tenantId, id } = presentation;
  return parts.database.tx(async (manager) => {
    const closed = await parts.presentations.close(tenantId, id, { status, closedAt: parts.clock() });
    if (closed && holdsSealed(presentation))
      await parts.outbox.enqueue(manager, { tenantId, kind: DESTROY_SUBJECT_KIND, payload: { id } });
    return closed;
  });
}
