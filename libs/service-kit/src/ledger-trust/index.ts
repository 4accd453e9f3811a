import { TrustedBlocksRow } from './trusted-blocks-row.entity.js';
import { KitTrustedBlocks1764300001740 } from './trusted-blocks.migration.js';

export { TypeormTrustedBlocks } from './typeorm-trusted-blocks.js';

export const ledgerTrustEntities = [TrustedBlocksRow];
export const ledgerTrustMigrations = [KitTrustedBlocks1764300001740];
