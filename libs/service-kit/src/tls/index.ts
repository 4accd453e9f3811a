export { placeTlsFiles, publishesWhatItServes, TLS_NEEDS_HTTPS, tlsFiles, type TlsFiles } from './tls-files.js';
export { readTlsFiles, type TlsPair } from './read-tls-files.js';
export { keepTlsFresh } from './keep-tls-fresh.js';
export { HANDSHAKE, TLS_TERMS } from './tls-suites.js';
