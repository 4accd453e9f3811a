export { actAsMember, type ActingMember, type MemberAct } from './act-as-member.js';
export { changePeers } from './change-peers.js';
export { initNode, readPublicKeys, type PublicNodeKeys } from './init-node.js';
export { joinNetwork } from './join-network.js';
export {
  MEMBER_NODE_FILES,
  readNodeDescription,
  writeNodeDescription,
  type NodeDescription,
} from './node-description.js';
export { formatPeerAddress, parsePeerAddress } from './peer-address.js';
export { RunningMemberNode, type MemberNodeToRun } from './running-member-node.js';
export { runLedgerNode, type NodeCommand } from './run-ledger-node.js';
