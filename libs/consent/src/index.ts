export { NOTICE_FORMAT, parseNotice, parseNoticeDelivery, type Notice, type NoticeDelivery } from './notice.js';
export { noticeOf } from './notice-of.js';
export { noticeDigest, presentationNonce } from './presentation-nonce.js';
export {
  parseReceipt,
  parseReceiptDelivery,
  type AnchoredKind,
  type Receipt,
  type ReceiptDelivery,
} from './receipt.js';
export { createReceipt, type ReceiptInput } from './create-receipt.js';
export { readReceipt, RECEIPT_TYPE, signReceipt, verifyReceipt } from './sign-receipt.js';
export { commitmentOf, SALT_LENGTH } from './commitment.js';
export { compareReceipt, type OwnRecord, type ReceiptDifference } from './compare-receipt.js';
export {
  parseWithdrawalAnswer,
  parseWithdrawalDelivery,
  parseWithdrawalStatement,
  type SignedWithdrawalAnswer,
  type WithdrawalAnswer,
  type WithdrawalDelivery,
  type WithdrawalStatement,
  withdrawalDeliveryShape,
  withdrawalStatementShape,
} from './withdrawal.js';
export {
  createWithdrawal,
  createWithdrawalBySecret,
  WITHDRAWAL_TYPE,
  withdrawalContent,
  type WithdrawalInput,
} from './create-withdrawal.js';
export { verifyWithdrawal, type WithdrawalGround } from './verify-withdrawal.js';
export { signWithdrawalAnswer, verifyWithdrawalAnswer, WITHDRAWAL_ANSWER_TYPE } from './sign-withdrawal-answer.js';
export { ANCHOR_TREE_SIZES, buildAnchorTree, commitmentProof, type AnchorTree } from './anchor-tree.js';
