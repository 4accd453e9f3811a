export { openAbciServer, type AbciServer, type AbciServerOptions } from './abci-server.js';
export { ACCEPTED, DUPLICATE, REFUSED } from './write-outcomes.js';
