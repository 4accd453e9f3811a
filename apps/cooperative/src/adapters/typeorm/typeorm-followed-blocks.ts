import type { StoredTrust, FollowedBlocks } from '#anchoring/consensus';
import type { Database } from '#service-kit/database';
import { TrustedBlockRow } from './trusted-blocks.entity.js';

export class TypeormFollowedBlocks implements FollowedBlocks {
  constructor(private readonly database: Database) {}

  async load(): Promise<StoredTrust | undefined> {
    const rows = await this.database.read((manager) => manager.find(TrustedBlockRow, { order: { height: 'ASC' } }));
    const newest = rows.find(({ isBridge }) => !isBridge);
    if (newest === undefined) return undefined;
    return { bridge: rows.filter(({ isBridge }) => isBridge).map(({ block }) => block), newest: newest.block };
  }

  async save({ bridge, newest }: StoredTrust): Promise<void> {
    const row = (isBridge: boolean) => (block: StoredTrust['newest']) => {
      return { height: block.header.height, isBridge, block };
    };
    await this.database.tx(async (manager) => {
      await manager.deleteAll(TrustedBlockRow);
      await manager.insert(TrustedBlockRow, [...bridge.map(row(true)), row(false)(newest)]);
    });
  }
}
