export * from './status-list.js';
export { parseStatusListToken, STATUS_LIST_TYPE, type ParsedStatusListToken } from './parse-status-list-token.js';
export { readStatusList, type StatusListSigner, type StatusListToRead } from './read-status-list.js';
export { statusAt } from './status-at.js';
export { isStatusListFresh } from './status-list-freshness.js';
export { statusListDigest } from './status-list-digest.js';
export { inflateWithStreams } from './inflate-with-streams.js';
