import type { Localised } from '#primitives';

/** What the command says beside the items' own sentences. */
export const COMMAND_MESSAGES = {
  usage: {
    en: 'Usage: npm run evidence:verify -- evidence.json [--trust trust.json] [--accept-development] [--language en|fr]',
    fr: 'Usage : npm run evidence:verify -- evidence.json [--trust trust.json] [--accept-development] [--language en|fr]',
  },
  unreadable: { en: 'Not checked: a file cannot be read.', fr: 'Non vérifié : un fichier est illisible.' },
  developmentLedger: {
    en: 'Development ledger: all three keys are held by one operator. It is no evidence without --accept-development.',
    fr: 'Registre de développement : un seul opérateur détient les trois clés. Ce n’est pas une preuve sans --accept-development.',
  },
  holds: { en: 'The evidence holds.', fr: 'La preuve est valable.' },
  holdsInPart: {
    en: 'The evidence holds as far as it could be checked.',
    fr: 'La preuve est valable pour ce qui a pu en être vérifié.',
  },
  doesNotHold: { en: 'The evidence does not hold.', fr: "La preuve n'est pas valable." },
} as const satisfies Record<string, Localised>;

export const MARKS = { holds: '✓', does_not_hold: '✗', not_checked: '–' } as const;

export const DECISIONS = {
  verified: { en: 'verified', fr: 'vérifié' },
  not_verified: { en: 'not verified', fr: 'non vérifié' },
} as const satisfies Record<string, Localised>;

/** The record in one sentence. @param time ISO 8601 */
export function recordSentence(
  record: { verifier: string; presentation: string; contract: string; decision: Localised; time: string },
  count: number,
): Localised {
  const { verifier, presentation, contract, decision, time } = record;
  return {
    en: `${verifier} recorded at ${time} of verification ${presentation} (${contract}): ${decision.en}, with ${count} verdicts.`,
    fr: `${verifier} a consigné le ${time} pour la vérification ${presentation} (${contract}) : ${decision.fr}, avec ${count} verdicts.`,
  };
}
