export { createStatuses, setStatus } from './statuses.js';
export { compressStatuses } from './compress-statuses.js';
export { createStatusListToken, type StatusListTokenToCreate } from './create-status-list-token.js';
export { inflateWithZlib } from './inflate-with-zlib.js';
