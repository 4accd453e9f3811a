import type { Localised } from '#primitives';
import type { CheckCode, CheckName } from './checks.js';
import { ANSWER_MESSAGES } from './messages/answer.messages.js';
import { CREDENTIAL_MESSAGES } from './messages/credential.messages.js';
import { HOLDER_MESSAGES } from './messages/holder.messages.js';
import { JWT_VC_MESSAGES } from './messages/jwt-vc.messages.js';
import { MDOC_MESSAGES } from './messages/mdoc.messages.js';
import { STATUS_MESSAGES } from './messages/status.messages.js';

/** A sentence for everything that every check can say; one too few does not compile. */
export type CheckMessages = { [Name in CheckName]: Record<CheckCode<Name> | 'ok', Localised> };

const MESSAGES: CheckMessages = {
  ...ANSWER_MESSAGES,
  ...CREDENTIAL_MESSAGES,
  ...STATUS_MESSAGES,
  ...HOLDER_MESSAGES,
  ...MDOC_MESSAGES,
  ...JWT_VC_MESSAGES,
};

const BY_NAME = new Map(
  Object.entries(MESSAGES).map(([name, sentences]) => [name, new Map(Object.entries(sentences))]),
);

const UNWORDED: Localised = {
  en: 'No sentence is kept for this result.',
  fr: "Aucune phrase n'existe pour ce résultat.",
};

/** The code with which every check of the holder's part is waived. */
export const HOLDER_BINDING_NOT_ASKED = 'holder_binding_not_asked';

const WAIVED_FOR_HOLDER: Localised = {
  en: 'Not checked: the question asks for no signature of the holder, and none came.',
  fr: "Non vérifié : la question ne demande pas de signature du titulaire, et il n'en est pas venu.",
};

/** What a check of the list says, in every language. */
export function sentenceOf(check: string, code: string): Localised {
  if (code === HOLDER_BINDING_NOT_ASKED) return WAIVED_FOR_HOLDER;
  return BY_NAME.get(check)?.get(code) ?? UNWORDED;
}

/** Why a check was not made: what had to be certain first, in the words with which that check would have passed. */
export function sentenceOfPrerequisite(prerequisite: string): Localised {
  const certain = BY_NAME.get(prerequisite)?.get('ok') ?? UNWORDED;
  return {
    en: `Not checked, because this had to be certain first: “${certain.en}”`,
    fr: `Non vérifié, car il fallait d'abord être sûr de ceci : « ${certain.fr} »`,
  };
}
