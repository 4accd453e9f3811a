/** What is asked of a new passphrase: length, not kinds of characters (NIST SP 800-63B §5.1.1.2). */
export const MIN_PASSPHRASE_LENGTH = 12;
export const MAX_PASSPHRASE_LENGTH = 1_024;

export type PassphraseJudgement = 'empty' | 'short' | 'repetitive' | 'too_long' | 'fair' | 'good';

/** The same text typed on another keyboard is the same passphrase (NIST SP 800-63B §5.1.1.2: NFKC). */
export function normalPassphrase(passphrase: string): string {
  return passphrase.normalize('NFKC');
}

export function judgePassphrase(passphrase: string): PassphraseJudgement {
  const characters = [...normalPassphrase(passphrase)];
  if (characters.length === 0) return 'empty';
  if (characters.length < MIN_PASSPHRASE_LENGTH) return 'short';
  if (characters.length > MAX_PASSPHRASE_LENGTH) return 'too_long';
  if (isRepetitive(characters)) return 'repetitive';
  return characters.length >= 20 ? 'good' : 'fair';
}

export function isAcceptable(judgement: PassphraseJudgement): boolean {
  return judgement === 'fair' || judgement === 'good';
}

/** `aaaaaaaaaaaa`, `abcabcabcabc`, `123456789012`: long, and nothing in it. */
function isRepetitive(characters: readonly string[]): boolean {
  if (new Set(characters.map((character) => character.toLowerCase())).size < 5) return true;
  const steps = characters.slice(1).map((character, place) => {
    const step = (character.codePointAt(0) ?? 0) - (characters[place]?.codePointAt(0) ?? 0);
    // 9 is followed by 0 on a keyboard.
    return step === -9 ? 1 : step;
  });
  return steps.every((step) => step === 1) || steps.every((step) => step === -1);
}
