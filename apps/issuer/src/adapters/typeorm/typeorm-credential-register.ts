import { In, MoreThan, Not, type FindOptionsWhere } from 'typeorm';
import { encodeBase64url, type RandomBytes } from '#primitives';
import { insertRows, type Database } from '#service-kit/database';
import type { CredentialRegister, CredentialsOf, StatusDecision } from '../../revocation/credential-register.js';
import type { StatusState } from '../../status-lists/status-batches.js';
import { AuthorizationRow } from './authorization.entities.js';
import { DeferredIssuanceRow } from './deferred.entities.js';
import { GrantRow } from './grant.entities.js';
import { IssuanceRow, OfferRow } from './issuance.entities.js';
import { LetterCodeRow } from './sign-in.entities.js';
import { StatusBatchRow, StatusDecisionRow } from './status.entities.js';

type Where = FindOptionsWhere<StatusBatchRow>;

export class TypeormCredentialRegister implements CredentialRegister {
  constructor(
    private readonly database: Database,
    private readonly random: RandomBytes,
  ) {}

  async revoke(whose: CredentialsOf, decision: StatusDecision): Promise<number> {
    // What was revoked before may still wait: said again, it waits no longer.
    const where = decision.atOnce ? whose : { ...whose, state: Not('revoked' as const) };
    return this.#decide(where, 'revoked', decision);
  }

  async change(
    whose: CredentialsOf,
    move: { from: StatusState; to: Exclude<StatusState, 'revoked'>; credentialTypeIds: readonly string[] },
    decision: StatusDecision,
  ): Promise<number> {
    const { from, to, credentialTypeIds } = move;
    if (from === 'revoked') return 0;
    return this.#decide({ ...whose, state: from, credentialTypeId: In([...credentialTypeIds]) }, to, decision);
  }

  async endGrants(tenantId: string, subjectRecordId: string): Promise<void> {
    const subject = { tenantId, subjectRecordId };
    await this.database.tx(async (manager) => {
      await manager.update(OfferRow, { ...subject, state: In(['open', 'redeemed']) }, { state: 'withdrawn' });
      await manager.update(GrantRow, { ...subject, state: 'active' }, { state: 'ended' });
      // A code that is out would become a grant after all.
      await manager.update(AuthorizationRow, { ...subject, state: 'code_issued' }, { state: 'denied' });
      await manager.delete(DeferredIssuanceRow, subject);
      await manager.delete(LetterCodeRow, subject);
    });
  }

  async disown(tenantId: string, subjectRecordId: string, pseudonym: string): Promise<void> {
    const subject = { tenantId, subjectRecordId };
    await this.database.tx(async (manager) => {
      await manager.delete(IssuanceRow, subject);
      const batches = await manager.find(StatusBatchRow, { select: { id: true }, where: subject });
      const ids = batches.map(({ id }) => id);
      const waiting = await manager.findBy(StatusDecisionRow, { tenantId, batchId: In(ids) });
      const waitingIds = new Set(waiting.map(({ batchId }) => batchId));
      await manager.delete(StatusBatchRow, { tenantId, id: In(ids.filter((id) => !waitingIds.has(id))) });
      await manager.update(StatusBatchRow, subject, { subjectRecordId: pseudonym, grantId: null, reason: 'erased' });
    });
  }

  async #decide(where: Where, state: StatusState, { reason, now, atOnce }: StatusDecision): Promise<number> {
    return this.database.tx(async (manager) => {
      const batches = await manager.find(StatusBatchRow, { where: { ...where, expiresAt: MoreThan(now) } });
      if (batches.length === 0) return 0;
      const moved = batches.filter((batch) => batch.state !== state);
      const { tenantId } = batches[0] as StatusBatchRow;
      if (moved.length > 0) {
        await manager.update(
          StatusBatchRow,
          { tenantId, id: In(moved.map(({ id }) => id)) },
          { state, reason, decidedAt: now },
        );
      }
      // What the lists say already is not said again: each release shows a new version to everybody.
      const unmoved = batches.filter((batch) => batch.state === state).map(({ id }) => id);
      const waiting =
        unmoved.length === 0 ? [] : await manager.findBy(StatusDecisionRow, { tenantId, batchId: In(unmoved) });
      const undecided = new Set([...moved.map(({ id }) => id), ...waiting.map(({ batchId }) => batchId)]);
      const decisions = [...undecided].map((batchId) => {
        return { tenantId, id: encodeBase64url(this.random(16)), batchId, decidedAt: now, atOnce };
      });
      if (decisions.length > 0) await insertRows(manager, StatusDecisionRow, decisions);
      return moved.reduce((sum, { placeCount }) => sum + placeCount, 0);
    });
  }
}
