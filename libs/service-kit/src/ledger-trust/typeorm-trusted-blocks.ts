import type { TrustedBlock, TrustedBlocks } from '#ledger';
import type { Database } from '../database/index.js';
import { TrustedBlocksRow } from './trusted-blocks-row.entity.js';

/** Of one ledger, in a service's database: a few kilobytes, written about once a day. */
export class TypeormTrustedBlocks implements TrustedBlocks {
  /** @param genesis `genesisDigest` of the ledger */
  constructor(
    private readonly database: Database,
    private readonly genesis: string,
  ) {}

  async load(): Promise<readonly TrustedBlock[]> {
    const { genesis } = this;
    const stored = await this.database.read((manager) => manager.findOneBy(TrustedBlocksRow, { genesis }));
    return stored?.blocks ?? [];
  }

  async keep(blocks: readonly TrustedBlock[]): Promise<void> {
    const { genesis } = this;
    await this.database.tx((manager) =>
      manager.upsert(TrustedBlocksRow, { genesis, blocks: blocks as TrustedBlock[] }, ['genesis']),
    );
  }
}
