import { In, type EntityManager } from 'typeorm';
import type { TrustInput } from '#evidence';
import { insertNewRows, type Database } from '#service-kit/database';
import type { StoredTrustInput, TrustInputStore } from '../../evidence/trust-input-store.js';
import { trustEntryTable, trustInputTable } from './trust-input-tables.js';

const MANIFEST = 'manifest';

/** What decisions rest on, on SQLite and PostgreSQL. */
export class TypeormTrustInputs implements TrustInputStore {
  constructor(private readonly database: Database) {}

  async register(manifest: StoredTrustInput, inputs: readonly StoredTrustInput[]): Promise<void> {
    const { registeredAt } = manifest;
    const all = [manifest, ...inputs];
    const entries = inputs.map(({ digest }) => ({ manifest: manifest.digest, input: digest }));
    await this.database.tx(async (manager) => {
      const inserted = await insertNewRows(manager, trustInputTable, all);
      await insertNewRows(manager, trustEntryTable, entries);
      if (inserted === all.length) return;
      const digests = all.map(({ digest }) => digest);
      await manager.update(trustInputTable, { digest: In(digests) }, { registeredAt });
    });
  }

  async ofManifest(manifest: string): Promise<TrustInput[]> {
    return this.database.tx(async (manager) => {
      const entries = await manager.findBy(trustEntryTable, { manifest });
      const digests = [manifest, ...entries.map(({ input }) => input).sort()];
      const found = await manager.findBy(trustInputTable, { digest: In(digests) });
      const byDigest = new Map(found.map((row) => [row.digest, row]));
      return digests.flatMap((digest) => {
        const row = byDigest.get(digest);
        return row === undefined ? [] : [{ kind: row.kind, content: row.content }];
      });
    });
  }

  async collect(registeredBefore: number, limit: number): Promise<number> {
    return this.database.tx(async (manager) => {
      const manifests = await findUnneeded(manager, { registeredBefore, limit }, 'manifests');
      const inputs = await findUnneeded(manager, { registeredBefore, limit }, 'inputs');
      if (manifests.length > 0) await manager.delete(trustEntryTable, { manifest: In(manifests) });
      const digests = [...manifests, ...inputs];
      if (digests.length > 0) await manager.delete(trustInputTable, { digest: In(digests) });
      return digests.length;
    });
  }
}

/** Manifests that no evidence names, or inputs that no manifest names. */
async function findUnneeded(
  manager: EntityManager,
  { registeredBefore, limit }: { registeredBefore: number; limit: number },
  which: 'manifests' | 'inputs',
): Promise<string[]> {
  const isManifests = which === 'manifests';
  const needed = isManifests
    ? 'SELECT 1 FROM "verifier_evidence" e WHERE e."trustManifest" = input.digest'
    : 'SELECT 1 FROM "verifier_trust_entry" e WHERE e."input" = input.digest';
  const found = await manager
    .createQueryBuilder(trustInputTable, 'input')
    .select(['input.digest'])
    .where('input.registeredAt < :registeredBefore', { registeredBefore })
    .andWhere(`input.kind ${isManifests ? '=' : '<>'} :kind`, { kind: MANIFEST })
    .andWhere(`NOT EXISTS (${needed})`)
    .limit(limit)
    .getMany();
  return found.map(({ digest }) => digest);
}
