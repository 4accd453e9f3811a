export { createStatuses, setStatus } from './statuses.js';
export { compressStatuses } from './compress-statuses.js';
export { createStatusListJwt, type StatusListTokenToCreate } from './create-status-list-jwt.js';
export { createStatusListCwt } from './create-status-list-cwt.js';
export {
  answerStatusListRequest,
  statusListFormat,
  type HostedToken,
  type StatusListAnswer,
  type StatusListRequest,
} from './answer-status-list-request.js';
export { HostedTokens } from './hosted-tokens.js';
export { digestStatusList } from './digest-status-list.js';
export { inflateWithZlib } from './inflate-with-zlib.js';
