import type { Localised } from '#primitives';

/** What one check of a presentation request found; a failed one is data, and every one is shown. */
export interface RequestVerdict {
  check: RequestCheckName;
  outcome: 'passed' | 'failed' | 'not_checked';
  /** `ok`, or what stands against it. */
  code: string;
  sentence: Localised;
}

/** In the order in which they run; each needs the ones before it that it names. */
export const REQUEST_CHECKS = {
  chain: {
    en: 'The request comes with a certificate of the cooperative.',
    fr: 'La demande porte un certificat de la coopérative.',
  },
  signature: { en: 'The request is signed with that certificate.', fr: 'La demande est signée avec ce certificat.' },
  notice: { en: 'The request says what it is for.', fr: 'La demande dit à quoi elle sert.' },
  state_proof: {
    en: 'The ledger vouches for what is said of the asker.',
    fr: 'Le registre atteste ce qui est dit du demandeur.',
  },
  freshness: { en: 'What the ledger says is up to date.', fr: 'Ce que dit le registre est à jour.' },
  member: {
    en: 'The asker is a member, and this contract is its own and in force.',
    fr: 'Le demandeur est membre, et ce contrat est le sien et en vigueur.',
  },
  notice_content: { en: 'The notice says what the contract says.', fr: 'La notice dit ce que dit le contrat.' },
  notice_commitment: { en: 'The request commits to this notice.', fr: 'La demande engage sur cette notice.' },
  within_contract: { en: 'Nothing is asked beyond the contract.', fr: 'Rien n’est demandé au-delà du contrat.' },
  response_address: { en: 'The answer goes where a withdrawal goes.', fr: 'La réponse va là où irait un retrait.' },
} as const satisfies Record<string, Localised>;

export type RequestCheckName = keyof typeof REQUEST_CHECKS;

export function verdictOf(check: RequestCheckName, code: string | undefined): RequestVerdict {
  const outcome = code === undefined ? 'passed' : code === 'not_checked' ? 'not_checked' : 'failed';
  return { check, outcome, code: code ?? 'ok', sentence: REQUEST_CHECKS[check] };
}
