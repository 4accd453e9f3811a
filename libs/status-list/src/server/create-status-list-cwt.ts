import {
  CBOR_TAG,
  CborTag,
  COSE_HEADER,
  createCoseSign1,
  encodeCbor,
  x5chainOf,
  type CborKey,
  type CborValue,
} from '#cbor';
import { CWT_CLAIM, STATUS_LIST_CWT_MEDIA_TYPE } from '../parse-status-list-cwt.js';
import type { StatusListTokenToCreate } from './create-status-list-jwt.js';

/** Signs a status list token in CWT format (Token Status List §5.2). */
export async function createStatusListCwt(list: StatusListTokenToCreate): Promise<Uint8Array> {
  const statusList = new Map<CborKey, CborValue>([
    ['bits', list.bits],
    ['lst', list.compressed],
  ]);
  if (list.aggregationUri !== undefined) statusList.set('aggregation_uri', list.aggregationUri);
  const claims = new Map<CborKey, CborValue>([
    [CWT_CLAIM.sub, list.uri],
    [CWT_CLAIM.iat, list.issuedAt],
    [CWT_CLAIM.exp, list.expiresAt],
    [CWT_CLAIM.ttl, list.ttl],
    [CWT_CLAIM.statusList, statusList],
    [CWT_CLAIM.version, list.version],
  ]);
  const message = await createCoseSign1(
    {
      protectedHeader: new Map<CborKey, CborValue>([[COSE_HEADER.type, STATUS_LIST_CWT_MEDIA_TYPE]]),
      unprotectedHeader: new Map<CborKey, CborValue>([[COSE_HEADER.x5chain, x5chainOf(list.x5c)]]),
      payload: encodeCbor(claims),
    },
    list.signer,
  );
  return encodeCbor(new CborTag(CBOR_TAG.coseSign1, message));
}
