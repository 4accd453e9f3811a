export {
  createGuardedFetch,
  type FetchedAnswer,
  type GuardedFetch,
  type GuardedFetchOptions,
  type Outgoing,
  type OutgoingRequest,
} from './guarded-fetch.js';
export { isLoopbackAddress, isPublicAddress } from './forbidden-address.js';
export { checkAddress, guardedLookup, type ResolveAddresses } from './guarded-lookup.js';
