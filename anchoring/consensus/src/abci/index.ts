export { openAbciServer, type AbciServer, type AbciServerOptions } from './abci-server.js';
export { FrameReader } from './frame-reader.js';
export { readBlock, readEngineGenesis, readSigners } from './read-engine-values.js';
export { MAX_REQUEST_BYTES, readRequest } from './read-request.js';
export { ACCEPTED, DUPLICATE, REFUSED } from './write-outcomes.js';
export { runApplicationProgram } from './run-application-program.js';
export { runAbciApplication, type OpenApplication } from './run-abci-application.js';
