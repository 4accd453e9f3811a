export { applicationProgram, type ApplicationPlaces, type ApplicationProgram } from './application-command.js';
export { addNetworkNode } from './add-network-node.js';
export { createNetwork, type NetworkToCreate } from './create-network.js';
export { decideByVote, founderSigner, type DevelopmentLedger } from './decide-by-vote.js';
export {
  engineConfiguration,
  MAX_TRANSACTION_BYTES,
  type NodeConfiguration,
  type PeerPlace,
} from './engine-configuration.js';
export { createEngineKey, engineAddress, nodeIdOf, type EngineKey } from './engine-key.js';
export { readEngineEnvironment, type EngineEnvironment } from './engine-environment.config.js';
export { findEngine, type Engine, type EngineSearch } from './find-engine.js';
export { holdNetwork } from './hold-network.js';
export { createNetworkGenesis, type NetworkAppState } from './network-genesis.js';
export { NetworkNode, type NodeToRun } from './network-node.js';
export type { PlannedNode } from './network-plan.js';
export { createNodeRpc, type Broadcast, type NodeRpc } from './node-rpc.js';
export type {
  NodeBlock,
  NodeBlockResults,
  NodeCommit,
  NodeQueryAnswer,
  NodeStatus,
  NodeValidators,
} from './node-rpc-shapes.js';
export { NETWORK_FILES, openNetwork, type NetworkDescription } from './open-network.js';
export { giveGenesis, prepareNetwork, type NetworkToPrepare } from './prepare-network.js';
export { readLightBlock } from './read-light-block.js';
export { RunningNetwork, type NetworkToRun } from './running-network.js';
export { Submissions, type SubmissionOptions, type Submitted } from './submissions.js';
export type { SupervisedProcess } from './supervised-process.js';
export { foundDevelopmentLedger, type FounderKey } from './found-development-ledger.js';
export { writeKeyFiles, writeNodeKey, type NodeKeys } from './write-key-files.js';
export { chooseFreePorts } from './free-ports.js';
