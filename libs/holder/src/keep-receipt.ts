import { compareReceipt, parseReceiptDelivery, verifyReceipt, type ReceiptDifference } from '#consent';
import { decodeBase64url, isCodedError, jwkThumbprint, type JsonObject } from '#primitives';
import type { PresentationRecord } from './holder-event.js';
import type { HolderTools } from './holder-tools.js';

/**
 * Keeps the receipt that came with the answer, with what it says differently from our own record (design §6). A missing or
 * unreadable one is kept as missing: the history entry has no receipt, and the wallet flags that.
 */
export async function keepReceipt(tools: HolderTools, record: PresentationRecord, answer: JsonObject): Promise<void> {
  try {
    const delivery = parseReceiptDelivery(answer.incola_receipt);
    const receipt = await verifyReceipt(delivery.receipt, record.accessKey, tools.verifySignature);
    const differences: ReceiptDifference[] = compareReceipt(receipt, {
      delivery: record.delivery,
      holderKey: jwkThumbprint(record.holderKey.publicJwk),
      disclosed: record.shared,
      presentedAt: record.presentedAt,
      withdrawalSecret: decodeBase64url(delivery.withdrawal_secret),
    });
    await tools.wallet.record({ kind: 'receipt_received', presentation: record.id, receipt: delivery, differences });
  } catch (error) {
    if (!isCodedError(error) || error.fault !== 'refusal') throw error;
  }
}
