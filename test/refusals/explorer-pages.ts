import { BANK_CONTRACT } from '../flows/cooperation.js';
import type { RouteEntry } from './route-table.js';
import type { Scene } from './scene.js';

const page = (route: string, more: Partial<RouteEntry> = {}): RouteEntry => ({
  ...{ service: 'cooperative', route, anyOrigin: false, page: true, cached: true },
  ...more,
});
const cursorOf = (list: string, place: string) => ({
  query: () => ({ cursor: Buffer.from(`${list}\n${place}`).toString('base64url') }),
});
const contract = (more: Record<string, string> = {}) => ({ parameters: () => ({ id: BANK_CONTRACT, ...more }) });
const member = {
  parameters: ({ cooperation }: Scene) => ({ did: cooperation.trustFile.genesis.founders[0]?.did ?? '' }),
};

/** The public pages of the cooperative. */
export const EXPLORER_PAGES: readonly RouteEntry[] = [
  { service: 'cooperative', route: 'GET /assets/*', anyOrigin: false, good: 404 },
  page('GET /', { good: 302 }),
  page('GET /explorer'),
  page('GET /explorer/members', cursorOf('members', 'member/a')),
  page('GET /explorer/members/:did', member),
  page('GET /explorer/contracts', cursorOf('contracts', 'contract/a')),
  page('GET /explorer/contracts/:id', { ...contract(), ...cursorOf('contract-versions', '2') }),
  page('GET /explorer/contracts/:id/versions/:version', contract({ version: '1' })),
  page('GET /explorer/proposals', cursorOf('proposals', '100')),
  // In the small founding nobody has proposed anything.
  page('GET /explorer/proposals/:id', { good: 404, parameters: () => ({ id: 'a-proposal' }) }),
  page('GET /explorer/anchors'),
  page('GET /explorer/accounts', cursorOf('accounts', 'account/a')),
  page('GET /explorer/anchors/:did', member),
  page('GET /explorer/ledger-transactions', {
    query: () => ({ about: 'all', cursor: Buffer.from('ledger-transactions\n100').toString('base64url') }),
  }),
  page('GET /explorer/ledger-transactions/:id', {
    parameters: ({ objects }) => ({ id: objects.ledgerTransactionId }),
  }),
  page('GET /explorer/log', cursorOf('log', '1000')),
  page('GET /explorer/find', { query: () => ({ digest: 'A'.repeat(43) }) }),
];
