import { holdNamespace } from './hold-namespace.js';

// Started in a network namespace of its own, with the name of the drill's own one and, where a port of this one is to be
// reached from outside, a path for a socket and the port.
const [outside, socket, port] = process.argv.slice(2);
const forwarded = socket === undefined || port === undefined ? undefined : { socket, port: Number(port) };
await holdNamespace(outside ?? '', forwarded);
