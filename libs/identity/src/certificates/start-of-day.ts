const SECONDS_A_DAY = 86_400;

/**
 * The start of a certificate's validity, cut to the day as the times of credentials are: what is signed today bears a time of
 * this morning, and has to lie within it (ISO/IEC 18013-5 §9.3.1 step 5). @param seconds since the epoch
 */
export function startOfDay(seconds: number): Date {
  return new Date((seconds - (seconds % SECONDS_A_DAY)) * 1000);
}

/** @param days whole days of validity from then on */
export function endAfter(notBefore: Date, days: number): Date {
  return new Date(notBefore.getTime() + days * SECONDS_A_DAY * 1000);
}
