import { isCodedError, outage, type CodedError } from '#primitives';
import { CKR, resultOf } from './cryptoki.js';

/** After these a session, or the token under it, is gone: opening another one may help. */
const LOST: ReadonlySet<number | undefined> = new Set([
  CKR.slotIdInvalid,
  CKR.generalError,
  CKR.functionFailed,
  CKR.deviceError,
  CKR.deviceRemoved,
  CKR.keyHandleInvalid,
  CKR.objectHandleInvalid,
  CKR.operationActive,
  CKR.sessionClosed,
  CKR.sessionHandleInvalid,
  CKR.tokenNotPresent,
  CKR.tokenNotRecognised,
  CKR.userNotLoggedIn,
  CKR.notInitialised,
]);

const REFUSED_PINS: ReadonlySet<number | undefined> = new Set([CKR.pinIncorrect, CKR.pinExpired, CKR.pinLocked]);

export function isLost(error: unknown): boolean {
  return LOST.has(resultOf(error)) || (isCodedError(error) && error.code === 'hardware_key_missing');
}

/** What a hardware module answered, as an outage of ours; the PIN is in no word of it. */
export function hardwareProblem(error: unknown): CodedError {
  if (isCodedError(error)) return error;
  if (REFUSED_PINS.has(resultOf(error))) {
    return outage(
      'hardware_pin_refused',
      'The hardware module refuses the PIN. It is not tried again before a restart, because a module locks itself after a few.',
      { cause: error },
    );
  }
  return outage('hardware_failed', 'The hardware module that keeps the keys does not do its work.', {
    cause: error,
    privateDetail: error instanceof Error ? error.message : typeof error,
  });
}
