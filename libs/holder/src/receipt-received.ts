import { compareReceipt, parseReceiptDelivery, verifyReceipt } from '#consent';
import { decodeBase64url, isCodedError, jwkThumbprint, type JsonObject } from '#primitives';
import type { PresentationRecord } from './holder-event.js';
import type { HolderTools } from './holder-tools.js';
import type { EventBody } from './wallet.js';

/**
 * The event of the receipt that came with the answer, with what it says differently from our own record (design §6).
 * @returns none for a missing or unreadable one: the history entry has no receipt then, and the wallet flags that
 */
export async function receiptReceived(
  tools: Pick<HolderTools, 'verifySignature'>,
  record: PresentationRecord,
  answer: JsonObject,
): Promise<EventBody[]> {
  try {
    const delivery = parseReceiptDelivery(answer.incola_receipt);
    const receipt = await verifyReceipt(delivery.receipt, record.accessKey, tools.verifySignature);
    const differences = compareReceipt(receipt, {
      delivery: record.delivery,
      holderKey: jwkThumbprint(record.holderKey.publicJwk),
      disclosed: record.shared,
      presentedAt: record.presentedAt,
      withdrawalSecret: decodeBase64url(delivery.withdrawal_secret),
    });
    return [{ kind: 'receipt_received', presentation: record.id, receipt: delivery, differences }];
  } catch (error) {
    if (!isCodedError(error) || error.fault !== 'refusal') throw error;
    return [];
  }
}
