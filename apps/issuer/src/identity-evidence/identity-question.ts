import type { ClaimsQuery, CredentialQuery, DcqlQuery } from '#openid4vp';

/** Document type and namespace of identity data as mdoc (PID Rulebook §3.1). */
export const PID_DOC_TYPE = 'eu.europa.ec.eudi.pid.1';
/** What every type of identity data as SD-JWT VC begins with (PID Rulebook §4.2). */
const PID_VCT = 'urn:eudi:pid:';

/** Where each format has ages and date of birth (PID Rulebook §3.1.2, §4.1; ages as its releases before 1.1 have them). */
export const AGE_PATHS = {
  'dc+sd-jwt': { age: (years: string) => ['age_equal_or_over', years], birthDate: ['birthdate'] },
  mso_mdoc: { age: (years: string) => [PID_DOC_TYPE, `age_over_${years}`], birthDate: [PID_DOC_TYPE, 'birth_date'] },
} as const;

export type IdentityFormat = keyof typeof AGE_PATHS;

/** Whether a trusted entity's type is identity data, as which kind of evidence, and in which format. */
export function identityTypeOf(type: string): { kind: 'pid' | 'eid'; format: IdentityFormat } | undefined {
  if (type === PID_DOC_TYPE) return { kind: 'pid', format: 'mso_mdoc' };
  if (type.startsWith(PID_VCT)) return { kind: 'pid', format: 'dc+sd-jwt' };
  // Another electronic identity with the same claims: its `vct` is a URI (SD-JWT VC §2.2.2.1), which no document type is.
  return URL.canParse(type) ? { kind: 'eid', format: 'dc+sd-jwt' } : undefined;
}

/**
 * Asks for the least from which the ages follow, and nothing beyond: the ages themselves where the wallet has them all, else the date
 * of birth (OpenID4VP 1.0 §6.4.1: the verifier's preferred claim set stands first), from either format.
 * @param ages in years, as the credential that is to be issued names them
 * @param types of identity data that are accepted
 * @returns `undefined` where no type is any
 */
export function identityQuestion(ages: readonly string[], types: readonly string[]): DcqlQuery | undefined {
  const typesIn = (format: IdentityFormat) => types.filter((type) => identityTypeOf(type)?.format === format);
  const [vcts, docTypes] = [typesIn('dc+sd-jwt'), typesIn('mso_mdoc')];
  const credentials: CredentialQuery[] = [];
  if (vcts.length > 0) {
    const meta = { vct_values: [...new Set(vcts)] };
    credentials.push({ id: 'identity_sd_jwt_vc', format: 'dc+sd-jwt', meta, ...claimsAsked('dc+sd-jwt', ages) });
  }
  if (docTypes.length > 0) {
    const meta = { doctype_value: PID_DOC_TYPE };
    credentials.push({ id: 'identity_mdoc', format: 'mso_mdoc', meta, ...claimsAsked('mso_mdoc', ages) });
  }
  if (credentials.length === 0) return undefined;
  return { credentials, credential_sets: [{ options: credentials.map(({ id }) => [id]) }] };
}

function claimsAsked(
  format: IdentityFormat,
  ages: readonly string[],
): { claims: ClaimsQuery[]; claim_sets: string[][] } {
  const { age, birthDate } = AGE_PATHS[format];
  // Nothing is retained: the ages are computed, the date is dropped (§B.2.4).
  const retain = format === 'mso_mdoc' ? { intent_to_retain: false } : {};
  const asked = ages.map((years) => ({ id: `age_${years}`, path: [...age(years)], ...retain }));
  return {
    claims: [...asked, { id: 'birth_date', path: [...birthDate], ...retain }],
    claim_sets: [asked.map(({ id }) => id), ['birth_date']],
  };
}
