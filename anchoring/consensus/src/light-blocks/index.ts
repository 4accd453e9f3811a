export { httpLightBlocks } from './http-light-blocks.js';
export type { LightBlockRange, LightBlockSource, ServedLightBlock } from './light-block-source.js';
export type { LightBlockServer } from './listen.js';
export { prepareStateSync, type StateSyncPreparation } from './prepare-state-sync.js';
export { rpcLightBlocks } from './rpc-light-blocks.js';
export { serveLightBlocks } from './serve-light-blocks.js';
export { VerifiedLightBlocks } from './verified-light-blocks.js';
