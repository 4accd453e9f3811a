export {
  MAX_NAME_LENGTH,
  NAME_RULES,
  type NameMatch,
  type NameOutcome,
  type NameReason,
  type PersonalName,
} from './personal-name.js';
export { matchName } from './match-name.js';
export { NAME_REASONS, nameSentence } from './name-match.messages.js';
