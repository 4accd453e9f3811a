import { outage } from '#primitives';
import type { GuardedFetch } from '#service-kit/fetch';
import { STATUS_LIST_CWT_MEDIA_TYPE, STATUS_LIST_JWT_MEDIA_TYPE } from '#status-list';
import type { HostStatusList } from './status-host.js';

/** The cooperative as status provider. @returns a function that throws `status_list_not_taken`, and what fetching throws */
export function putToStatusProvider(fetch: GuardedFetch): HostStatusList {
  return async ({ uri, jwt, cwt }) => {
    const put = async (type: string, body: string | Uint8Array) => {
      const { status } = await fetch(uri, { method: 'PUT', headers: { 'content-type': type }, body });
      // 409: what is there is as new as this, by another instance or in the same second.
      if (status === 204 || status === 409) return;
      throw outage('status_list_not_taken', 'The status provider did not take the list.', {
        privateDetail: `${uri}: HTTP ${status}`,
      });
    };
    await put(STATUS_LIST_JWT_MEDIA_TYPE, jwt);
    await put(STATUS_LIST_CWT_MEDIA_TYPE, cwt);
  };
}
