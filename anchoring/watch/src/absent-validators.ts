import { COLLEGES, type Attestation, type AttestedRoot, type Genesis, type Validator } from '#ledger';
import type { Alarm, WatchLimits } from './alarms.js';
import type { SourceState } from './watch-state.js';

/**
 * Counts, for each validator that votes, the attested blocks in a row which it did not sign.
 * @param before as it was after the block before; the same block once more changes nothing
 */
export function countAbsences(
  before: SourceState,
  attestation: Attestation,
  attested: AttestedRoot,
): Record<string, number> {
  if (attestation.kind !== 'cometbft' || before.last?.height === attestation.header.height) return before.absent;
  const signed = new Set(attested.colleges.flatMap(({ validators = [] }) => validators.map((one) => one.publicKey)));
  const absent = attestation.validators.map(({ publicKey }) => publicKey).filter((key) => !signed.has(key));
  return Object.fromEntries(absent.map((key) => [key, (before.absent[key] ?? 0) + 1]));
}

/**
 * Every commit holds a validator of each college, or there is none: a college is missed before it is missing where only one of
 * its validators still signs.
 */
export function warnOfAbsences(
  source: string,
  absent: Record<string, number>,
  { attestation, genesis, limits }: { attestation: Attestation; genesis: Genesis; limits: WatchLimits },
): Alarm[] {
  if (attestation.kind !== 'cometbft') return [];
  const voting = new Set(attestation.validators.map(({ publicKey }) => publicKey));
  const known = knownValidators(attestation, genesis).filter(({ publicKey }) => voting.has(publicKey));
  return COLLEGES.flatMap((college): Alarm[] => {
    const own = known.filter((validator) => validator.college === college);
    const away = own.filter(({ publicKey }) => (absent[publicKey] ?? 0) >= limits.absentAfterAttestations);
    if (away.length === 0) return [];
    const kind = own.length - away.length <= 1 ? 'college_endangered' : 'validators_absent';
    const named = away.map(({ member, publicKey }) => `${member} (${publicKey})`);
    return [{ kind, severity: 'warning', source, college, absent: named }];
  });
}

/** Whose keys they are, by the attested state, which `verifyAttestation` held to its root and its shape. */
export function knownValidators(
  { colleges }: Extract<Attestation, { kind: 'cometbft' }>,
  { consensus }: Genesis,
): readonly Validator[] {
  const record = colleges.value as unknown as { validators: Validator[] } | null;
  return record?.validators ?? consensus?.validators ?? [];
}
