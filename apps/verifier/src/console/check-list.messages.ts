import type { Locale, VerdictOutcome } from '#look';
import type { CheckGroup } from './check-groups.js';

type Counts = Readonly<Record<VerdictOutcome, number>>;

interface CheckListMessages {
  title: string;
  groups: Readonly<Record<CheckGroup, string>>;
  /** How many came out how; nothing is said of what is none. */
  counts: (counts: Counts) => string;
  outcome: Readonly<Record<VerdictOutcome, string>>;
  clause: string;
  /** Which credential is meant, where several were asked for. */
  credential: string;
}

function listed(parts: readonly (string | false)[]): string {
  return parts.filter(Boolean).join(', ');
}

const plural = (count: number, one: string, several: string) => `${count}\u00a0${count === 1 ? one : several}`;

export const CHECK_LIST_MESSAGES: Readonly<Record<Locale, CheckListMessages>> = {
  en: {
    title: 'Every check, one by one',
    groups: {
      question: 'Could this be asked and decided at all?',
      issuer: 'Who stated it, and may they?',
      credential: 'Is the credential genuine and in date?',
      status: 'Has it been revoked?',
      content: 'Does it say what was asked, and no more?',
      holder: 'Did its holder answer this question, now?',
    },
    counts: ({ passed, failed, not_checked }) =>
      listed([
        failed > 0 && `${failed}\u00a0failed`,
        passed > 0 && `${passed}\u00a0passed`,
        not_checked > 0 && `${not_checked}\u00a0not checked`,
      ]),
    outcome: { passed: 'Passed.', failed: 'Failed.', not_checked: 'Not checked.' },
    clause: 'Rule',
    credential: 'Credential',
  },
  fr: {
    title: 'Chaque vérification, une par une',
    groups: {
      question: 'La question pouvait-elle être posée et tranchée ?',
      issuer: 'Qui l’atteste, et en a-t-il le droit ?',
      credential: 'L’attestation est-elle authentique et en cours de validité ?',
      status: 'A-t-elle été révoquée ?',
      content: 'Dit-elle ce qui était demandé, et rien de plus ?',
      holder: 'Son détenteur a-t-il répondu à cette question, maintenant ?',
    },
    counts: ({ passed, failed, not_checked }) =>
      listed([
        failed > 0 && plural(failed, 'échouée', 'échouées'),
        passed > 0 && plural(passed, 'réussie', 'réussies'),
        not_checked > 0 && plural(not_checked, 'non effectuée', 'non effectuées'),
      ]),
    outcome: { passed: 'Réussie.', failed: 'Échouée.', not_checked: 'Non effectuée.' },
    clause: 'Règle',
    credential: 'Attestation',
  },
};
