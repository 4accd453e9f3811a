export { adoptNetwork, type AdoptedNode } from './adopt-network.js';
export { foundNetwork, type DeclaredNode, type FoundedNetwork } from './found-network.js';
export { MEMBER_FILES } from './member-folder.js';
export { replayCeremony, type Ceremony } from './replay-ceremony.js';
export { runLedgerCeremony, type CeremonyProgram } from './run-ledger-ceremony.js';
export { readTranscript, type Transcript } from './transcript.js';
