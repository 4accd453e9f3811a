import { In, IsNull, MoreThan, Not, type FindOptionsWhere } from 'typeorm';
import type { Database } from '#service-kit/database';
import type { CredentialRegister, CredentialsOf, StatusDecision } from '../../revocation/credential-register.js';
import type { StatusState } from '../../status-lists/status-batches.js';
import { DeferredIssuanceRow } from './deferred.entities.js';
import { GrantRow } from './grant.entities.js';
import { IssuanceRow, OfferRow } from './issuance.entities.js';
import { LetterCodeRow } from './sign-in.entities.js';
import { StatusBatchRow } from './status.entities.js';

type Where = FindOptionsWhere<StatusBatchRow>;

export class TypeormCredentialRegister implements CredentialRegister {
  constructor(private readonly database: Database) {}

  async revoke(whose: CredentialsOf, decision: StatusDecision): Promise<number> {
    return this.database.tx(async (manager) => {
      if (decision.atOnce) {
        await manager.update(StatusBatchRow, { ...whose, waitingSince: Not(IsNull()) }, { atOnce: true });
      }
      return this.#decide({ ...whose, state: Not('revoked' as const) }, 'revoked', decision);
    });
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
      await manager.delete(DeferredIssuanceRow, subject);
      await manager.delete(LetterCodeRow, subject);
    });
  }

  async disown(tenantId: string, subjectRecordId: string, pseudonym: string): Promise<void> {
    const subject = { tenantId, subjectRecordId };
    await this.database.tx(async (manager) => {
      await manager.delete(IssuanceRow, subject);
      await manager.delete(StatusBatchRow, { ...subject, waitingSince: IsNull() });
      const nobody = { subjectRecordId: pseudonym, grantId: null, reason: 'erased' };
      await manager.update(StatusBatchRow, subject, nobody);
    });
  }

  async #decide(where: Where, state: StatusState, { reason, now, atOnce }: StatusDecision): Promise<number> {
    return this.database.tx(async (manager) => {
      const inForce = { ...where, expiresAt: MoreThan(now) };
      const batches = await manager.find(StatusBatchRow, { select: { id: true, placeCount: true }, where: inForce });
      if (batches.length === 0) return 0;
      await manager.update(StatusBatchRow, inForce, { state, reason, decidedAt: now, waitingSince: now, atOnce });
      return batches.reduce((sum, { placeCount }) => sum + placeCount, 0);
    });
  }
}
