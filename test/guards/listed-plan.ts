import type { TrustedEntity } from '#trust';
import { makeLeaf } from './keys.js';
import { LIST_URI, NOW, VCT, type Plan } from './make-plan.js';
import { DOC_TYPE } from './mdoc-plan.js';

export const ENTITY = 'https://identity.example';

/**
 * Has the credential issued by somebody who is no member and stands on a list: his key is certified by another authority, and
 * neither it nor his status list is known to the ledger.
 */
export async function beListed(plan: Plan, changes: Partial<TrustedEntity> = {}): Promise<void> {
  const { stranger, foreignRoot } = plan.cast;
  const leaf = await makeLeaf('Identite fictive', stranger, foreignRoot);
  plan.issuerKey = stranger;
  plan.header.x5c = [leaf];
  if (plan.mdoc !== null) Object.assign(plan.mdoc, { issuerKey: stranger, x5c: [leaf] });
  const list = plan.statusLists.get(LIST_URI);
  if (list !== undefined) Object.assign(list, { signerKeyDigest: stranger.digest, signerX5c: [leaf] });
  plan.state.statusAnchors.clear();
  plan.trustedEntities.push({
    ...{ id: ENTITY, name: 'Identité fictive', list: 'own', types: [VCT, DOC_TYPE], anchors: [foreignRoot.der] },
    ...{ from: NOW - 86_400, until: NOW + 86_400, status: 'required', levelOfAssurance: 'substantial' },
    ...changes,
  });
}
