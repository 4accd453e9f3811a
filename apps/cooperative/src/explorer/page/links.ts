/** Addresses of the explorer's pages; every part is encoded. */
const at = (...parts: readonly (string | number)[]): string =>
  ['/explorer', ...parts.map((part) => encodeURIComponent(String(part)))].join('/');

export const linkTo = {
  overview: at(),
  members: at('members'),
  member: (did: string) => at('members', did),
  contracts: at('contracts'),
  contract: (id: string) => at('contracts', id),
  contractVersion: (id: string, version: number) => at('contracts', id, 'versions', version),
  proposals: at('proposals'),
  proposal: (id: string) => at('proposals', id),
  anchors: at('anchors'),
  accounts: at('accounts'),
  anchorsOf: (did: string) => at('anchors', did),
  ledgerTransactions: at('ledger-transactions'),
  ledgerTransactionsAbout: (topic: string) => `${at('ledger-transactions')}?about=${encodeURIComponent(topic)}`,
  ledgerTransaction: (id: string) => at('ledger-transactions', id),
  log: at('log'),
  find: at('find'),
  findDigest: (digest: string) => `${at('find')}?digest=${encodeURIComponent(digest)}`,
  historyProof: (id: string) => `/api/v1/ledger/proofs/history/${encodeURIComponent(id)}`,
  entries: (start: number, count: number) => `/api/v1/ledger/entries?start=${start}&count=${count}`,
  trust: '/api/v1/trust',
  attestation: '/api/v1/ledger/attestation',
  checkpoint: '/api/v1/ledger/checkpoint',
  genesis: '/api/v1/ledger/genesis',
} as const;
