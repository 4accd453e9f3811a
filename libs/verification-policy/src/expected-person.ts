import type { PersonalName } from '#personal-name';

/** What who asks holds of the person already, and wants compared. */
export interface ExpectedPerson {
  name?: PersonalName | undefined;
  /** Spellings of the address, in the normal form of libs/postal-address. */
  addresses?: readonly string[] | undefined;
}
