import type { Localised } from '#primitives';

/** Why data stays after a withdrawal under a contract with `onWithdrawal: restrict`. */
export function restrictionReason(legalBasis: string, endsAt: number): Localised {
  const day = new Date(endsAt * 1000).toISOString().slice(0, 10);
  return {
    en: `The law obliges the verifier to keep the proof until ${day} (${legalBasis}). Until then it is kept and not used.`,
    fr: `La loi oblige le vérificateur à conserver la preuve jusqu’au ${day} (${legalBasis}). D’ici là, elle est conservée sans être utilisée.`,
  };
}
