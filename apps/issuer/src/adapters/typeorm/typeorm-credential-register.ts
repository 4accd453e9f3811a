import { In, IsNull, MoreThan } from 'typeorm';
import type { Database } from '#service-kit/database';
import type { CredentialRegister } from '../../revocation/credential-register.js';
import { GrantRow } from './grant.entities.js';
import { CredentialRow, OfferRow, StatusListRow } from './issuance.entities.js';
import { LetterCodeRow } from './sign-in.entities.js';

export class TypeormCredentialRegister implements CredentialRegister {
  constructor(private readonly database: Database) {}

  async revoke(
    tenantId: string,
    subjectRecordId: string,
    { reason, now }: { reason: string; now: number },
  ): Promise<{ revoked: number; listIds: string[] }> {
    const inForce = { tenantId, subjectRecordId, revokedAt: IsNull(), expiresAt: MoreThan(now) };
    return this.database.tx(async (manager) => {
      const usable = In(['open', 'redeemed']);
      await manager.update(OfferRow, { tenantId, subjectRecordId, state: usable }, { state: 'withdrawn' });
      await manager.update(GrantRow, { tenantId, subjectRecordId, state: 'active' }, { state: 'ended' });
      await manager.delete(LetterCodeRow, { tenantId, subjectRecordId });
      const rows = await manager.find(CredentialRow, { select: { listId: true, idx: true }, where: inForce });
      if (rows.length === 0) return { revoked: 0, listIds: [] };
      await manager.update(CredentialRow, inForce, { revokedAt: now, revocationReason: reason });
      const listIds = [...new Set(rows.map(({ listId }) => listId))];
      for (const listId of listIds) await manager.increment(StatusListRow, { tenantId, listId }, 'changes', 1);
      return { revoked: rows.length, listIds };
    });
  }
}
