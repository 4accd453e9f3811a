import type { College } from '#ledger';
import { assertOurs } from '#primitives';

/** The services that host members and keep their keys. */
export type ServiceName = 'issuer' | 'verifier' | 'cooperative';

/** A member of the demonstration; every name is fictitious and says so. */
export interface FictiveMember {
  slug: string;
  name: string;
  legalId: string;
  /** The service that keeps its keys. */
  service: ServiceName;
  college: College;
  /** Stands in the genesis and endorses the founding; one in each college. */
  founder: boolean;
}

/** The cooperative's own organisation: it runs the certification authorities and votes in no college. */
export const COOPERATIVE = {
  slug: 'cooperative',
  name: 'Coopérative Incola d’essai (fictive)',
  legalId: 'FICTIF-000000001',
};

/** A tenant of the verifier that is nobody's member: where an integrator tries his program. */
export const SANDBOX = { slug: 'sandbox', name: 'Sandbox', legalId: 'SANDBOX', sandbox: true };

/** The members whom a walk meets, by their slugs, and what the asking ones ask under. */
export const WATER = 'eaux-de-valserine';
export const BANK = 'banque-fictive-du-val';
export const CITY = 'valserine-les-essais';
export const BANK_CONTRACT = 'bank-account-opening';
export const CITY_CONTRACT = 'city-resident-tariff';
export const DOOR_CONTRACT = 'over-18-at-the-door';
/** A file of schemas/verification-policies/. */
export const DOOR_POLICY = 'over-18';

/** What the utilities issue, the first one where an operator chooses nothing: files of schemas/credential-types/. */
export const CREDENTIAL_TYPES: readonly string[] = ['residency', 'municipality', 'age'];

export const MEMBERS: readonly FictiveMember[] = [
  {
    slug: BANK,
    name: 'Banque Fictive du Val',
    legalId: 'FICTIF-000000002',
    service: 'verifier',
    college: 'service_providers',
    founder: true,
  },
  {
    slug: CITY,
    name: 'Ville de Valserine-les-Essais',
    legalId: 'FICTIF-000000003',
    service: 'verifier',
    college: 'service_providers',
    founder: false,
  },
  {
    slug: WATER,
    name: 'Eaux de Valserine (fictive)',
    legalId: 'FICTIF-000000004',
    service: 'issuer',
    college: 'data_providers',
    founder: true,
  },
  {
    slug: 'lumiere-fictive',
    name: 'Lumière Fictive Énergie',
    legalId: 'FICTIF-000000005',
    service: 'issuer',
    college: 'data_providers',
    founder: false,
  },
  {
    slug: 'habitants',
    name: 'Association des habitants de Valserine (fictive)',
    legalId: 'FICTIF-000000006',
    service: 'cooperative',
    college: 'citizens',
    founder: true,
  },
  {
    slug: 'locataires',
    name: 'Union fictive des locataires',
    legalId: 'FICTIF-000000007',
    service: 'cooperative',
    college: 'citizens',
    founder: false,
  },
];

export const SERVICES: readonly ServiceName[] = ['cooperative', 'issuer', 'verifier'];

export function memberBySlug(slug: string): FictiveMember {
  const member = MEMBERS.find((one) => one.slug === slug);
  assertOurs(member, `${slug} is a member of the demonstration`);
  return member;
}

export function membersOf(service: ServiceName): FictiveMember[] {
  return MEMBERS.filter((member) => member.service === service);
}
