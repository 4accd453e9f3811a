import type { FollowedBlocks } from '#anchoring/consensus';
import type { LedgerStorage } from '#anchoring/embedded';
import type { WatchStorage } from '#anchoring/watch';
import { openDatabase, type Database, type StatementHooks } from '#service-kit/database';
import type { LedgerRecords } from '../../ledger/ledger-records.js';
import type { StatusLists } from '../../status-provider/status-lists.js';
import { CooperativeStatusLists1763700000301 } from './status-lists.migration.js';
import type { ExplorerIndex } from '../../explorer/index/explorer-index.js';
import { ExplorerEntryRow, ExplorerPositionRow, ExplorerTopicRow } from './explorer.entities.js';
import { CooperativeExplorer1763700000303 } from './explorer.migration.js';
import { LedgerLeafRow, LedgerNodeRow, LedgerPlaceRow, LedgerReplicaRow, LedgerStateRow } from './ledger.entities.js';
import { CooperativeLedgerOrder1763700000304 } from './ledger-order.migration.js';
import { CooperativeLedger1763700000302 } from './ledger.migration.js';
import type { IssuerShares } from '../../settlement/issuer-shares.js';
import { DistributionRow, IssuerShareRow } from './settlement.entities.js';
import { CooperativeSettlement1763700000305 } from './settlement.migration.js';
import { TrustedBlockRow } from './trusted-blocks.entity.js';
import { CooperativeTrustedBlocks1764300001720 } from './trusted-blocks.migration.js';
import { StatusTokenRow } from './status-list.entity.js';
import { CooperativeStatusTokens1764300000701 } from './status-tokens.migration.js';
import { TypeormExplorerIndex } from './typeorm-explorer-index.js';
import { TypeormIssuerShares } from './typeorm-issuer-shares.js';
import { TypeormLedgerRecords } from './typeorm-ledger-records.js';
import { TypeormLedgerStorage } from './typeorm-ledger-storage.js';
import { TypeormStatusLists } from './typeorm-status-lists.js';
import { TypeormFollowedBlocks } from './typeorm-followed-blocks.js';
import { TypeormWatchStorage } from './typeorm-watch-storage.js';
import { WatchRow } from './watch.entity.js';
import { CooperativeWatch1764300001741 } from './watch.migration.js';

const replicaEntities = [LedgerLeafRow, LedgerNodeRow, LedgerPlaceRow, LedgerReplicaRow, LedgerStateRow];
const ledgerEntities = [...replicaEntities, TrustedBlockRow];
const explorerEntities = [ExplorerEntryRow, ExplorerTopicRow, ExplorerPositionRow];

export interface DataStore {
  database: Database;
  ledgerStorage: LedgerStorage;
  trustedBlocks: FollowedBlocks;
  ledgerRecords: LedgerRecords;
  statusLists: StatusLists;
  explorerIndex: ExplorerIndex;
  issuerShares: IssuerShares;
  /** @param genesis `genesisDigest` of the ledger that is watched */
  watchStorageOf(genesis: string): WatchStorage;
}

/**
 * Opens what the cooperative keeps besides its keys.
 * @param hooks called around each SQL statement, for fault tests
 */
export async function openDataStore(url: string, hooks: StatementHooks = {}): Promise<DataStore> {
  const database = await openDatabase({
    ...hooks,
    url,
    entities: [...ledgerEntities, ...explorerEntities, StatusTokenRow, IssuerShareRow, DistributionRow, WatchRow],
    migrations: [
      CooperativeStatusLists1763700000301,
      CooperativeLedger1763700000302,
      CooperativeExplorer1763700000303,
      CooperativeLedgerOrder1763700000304,
      CooperativeSettlement1763700000305,
      CooperativeStatusTokens1764300000701,
      CooperativeTrustedBlocks1764300001720,
      CooperativeWatch1764300001741,
    ],
  });
  return {
    database,
    ledgerStorage: new TypeormLedgerStorage(database),
    trustedBlocks: new TypeormFollowedBlocks(database),
    ledgerRecords: new TypeormLedgerRecords(database),
    statusLists: new TypeormStatusLists(database),
    explorerIndex: new TypeormExplorerIndex(database),
    issuerShares: new TypeormIssuerShares(database),
    watchStorageOf: (genesis) => new TypeormWatchStorage(database, genesis),
  };
}
