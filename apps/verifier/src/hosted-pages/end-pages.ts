import { DESTROY_SUBJECT_KIND } from '../verifications/end-presentations.js';
import type { HostedPageParts } from './create-hosted-page.js';

const BATCH = 100;

/** The timer's work: forgets the questions of pages whose time is over, the keys first in line to be destroyed. */
export async function endPages(parts: Pick<HostedPageParts, 'pages' | 'database' | 'outbox' | 'clock'>): Promise<void> {
  for (const { tenantId, id } of await parts.pages.findEnded(parts.clock(), BATCH)) {
    await parts.database.tx(async (manager) => {
      if (!(await parts.pages.change({ tenantId, id }, {}, { sealedWanted: null }))) return;
      await parts.outbox.enqueue(manager, { tenantId, kind: DESTROY_SUBJECT_KIND, payload: { id } });
    });
  }
}
