import type { IIdentifier, IService } from '@veramo/core-types';
import type { AbstractDIDStore } from '@veramo/did-manager';
import { In, type EntityManager } from 'typeorm';
import { refusal } from '#primitives';
import type { UnitOfWork } from '../../unit-of-work.js';
import { didKeyTable, didTable, keyTable, type DidRow, type KeyRow } from './identity-tables.js';

/** Veramo's store of DIDs, and which key each has for which use. */
export class TypeormDids implements AbstractDIDStore {
  constructor(private readonly database: UnitOfWork) {}

  async importDID({ did, alias, provider, controllerKeyId, keys, services }: IIdentifier): Promise<boolean> {
    const row: DidRow = { did, alias: alias ?? null, provider, controllerKeyId: controllerKeyId ?? null, services };
    await this.database.tx(async (manager) => {
      await manager.save(didTable, row);
      await manager.delete(didKeyTable, { did });
      await manager.insert(
        didKeyTable,
        keys.map(({ kid, meta }) => ({ did, kid, use: typeof meta?.use === 'string' ? meta.use : kid })),
      );
    });
    return true;
  }

  async getDID(sought: { did?: string; alias?: string }): Promise<IIdentifier> {
    const { did, alias } = sought;
    return this.database.tx(async (manager) => {
      const row = await manager.findOneBy(didTable, did === undefined ? { alias } : { did });
      if (row === null || (did === undefined && alias === undefined))
        throw refusal('unknown_did', 'There is no such DID.');
      return identifierOf(manager, row);
    });
  }

  async deleteDID({ did }: { did: string }): Promise<boolean> {
    return this.database.tx(async (manager) => {
      await manager.delete(didKeyTable, { did });
      return (await manager.delete(didTable, { did })).affected === 1;
    });
  }

  async listDIDs({ alias, provider }: { alias?: string; provider?: string }): Promise<IIdentifier[]> {
    return this.database.tx(async (manager) => {
      const where = { ...(alias === undefined ? {} : { alias }), ...(provider === undefined ? {} : { provider }) };
      const identifiers: IIdentifier[] = [];
      for (const row of await manager.find(didTable, { where, order: { did: 'ASC' } })) {
        identifiers.push(await identifierOf(manager, row));
      }
      return identifiers;
    });
  }

  /** The keys of a DID by their use; empty where nobody knows the DID. */
  async keysByUse(did: string): Promise<Map<string, KeyRow>> {
    return this.database.tx(async (manager) => {
      const uses = await manager.findBy(didKeyTable, { did });
      const keys = await manager.findBy(keyTable, { kid: In(uses.map(({ kid }) => kid)) });
      return new Map(
        uses.flatMap(({ use, kid }) => keys.filter((key) => key.kid === kid).map((key) => [use, key] as const)),
      );
    });
  }
}

async function identifierOf(manager: EntityManager, row: DidRow): Promise<IIdentifier> {
  const uses = await manager.findBy(didKeyTable, { did: row.did });
  const keys = await manager.findBy(keyTable, { kid: In(uses.map(({ kid }) => kid)) });
  return {
    did: row.did,
    provider: row.provider,
    ...(row.alias === null ? {} : { alias: row.alias }),
    ...(row.controllerKeyId === null ? {} : { controllerKeyId: row.controllerKeyId }),
    keys,
    services: row.services as IService[],
  };
}
