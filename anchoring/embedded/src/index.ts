export { createNoteKey, openNoteSigner, type NoteKey } from './note-keys.js';
export type {
  LedgerStorage,
  StoredBlock,
  StoredLedger,
  StoredPlace,
  StoredReplica,
  ReplicaName,
  ReplicaPosition,
} from './ledger-storage.js';
export { openEmbeddedLedger, type EmbeddedLedgerOptions } from './embedded-ledger.js';
export { SqliteLedgerStorage } from './adapters/sqlite/sqlite-ledger-storage.js';
export type { LedgerSigners } from './load-replicas.js';
