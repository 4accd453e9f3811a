import type { JsonName } from '@peculiar/x509';

/** organizationIdentifier (ITU-T X.520 §6.4.4), as ETSI EN 319 412-1 §5.1.4 has it name a legal person. */
const ORGANISATION_IDENTIFIER = '2.5.4.97';

export function distinguishedName({ name, legalId }: { name: string; legalId: string }): JsonName {
  return [{ C: ['FR'] }, { O: [name] }, { [ORGANISATION_IDENTIFIER]: [legalId] }, { CN: [name] }];
}
