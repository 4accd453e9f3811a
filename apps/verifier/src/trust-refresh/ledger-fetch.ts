import type { LedgerFetch } from '#ledger';
import type { GuardedFetch } from '#service-kit/fetch';

/** The ledger's client over the guarded way out; it needs no more of `fetch` than this. */
export function ledgerFetchOver(fetch: GuardedFetch): LedgerFetch {
  return async (url, { method, headers, body }) => {
    const answer = await fetch(url, {
      method: method === 'POST' ? 'POST' : 'GET',
      headers: headers as Record<string, string>,
      ...(typeof body === 'string' ? { body } : {}),
    });
    const bytes = answer.status === 204 || answer.status === 304 ? null : answer.text();
    return new Response(bytes, { status: answer.status, headers: answer.headers });
  };
}
