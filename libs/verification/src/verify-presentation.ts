import { jwkThumbprint, secondsOf, type Clock, type JsonObject } from '#primitives';
import type { CredentialQuery } from '#openid4vp';
import { isForFormat, type Check, type Circumstances } from './check.js';
import { MAX_PRESENTATIONS_PER_QUERY } from './checks/answer-shape.js';
import { VERIFICATION_CHECKS } from './checks.js';
import { runCheck } from './run-check.js';
import { verifiedFormatOf } from './verified-format.js';
import type { Accreditation, VerificationFacts } from './verification-facts.js';
import type {
  PresentationToVerify,
  Verdict,
  VerificationOutcome,
  VerificationTrust,
  VerifiedCredential,
} from './verification.js';

/** Claims that serve verification only; kept, they would link one presentation to another. */
const TECHNICAL_CLAIMS = new Set(['vct', 'vct#integrity', 'aka_vcts', 'iss', 'iat', 'nbf', 'exp', 'cnf', 'status']);

/**
 * Verifies an answer to a presentation request (OpenID4VP 1.0 §8.6, RFC 9901 §7.3) with every check of the list. Nothing
 * that a wallet sends makes it throw: a failed check is a verdict, and what could not be checked says why.
 * @param input what was asked, and the decrypted `vp_token`
 * @param trust all that the verdicts rest on; fetched, and its own signatures verified, by the caller
 * @param clock read once
 * @returns `verified` only where there is a credential, and every verdict of every presentation passed or was waived
 */
export function verifyPresentation(
  input: PresentationToVerify,
  trust: VerificationTrust,
  clock: Clock,
): Promise<VerificationOutcome> {
  return verifyPresentationWith(VERIFICATION_CHECKS, input, trust, clock);
}

/**
 * As {@link verifyPresentation}, with the given checks instead of the list: for the guard run, which shows that none of them
 * can be taken out unnoticed. A credential is verified only where all its facts are known, so that fewer checks that give
 * facts verify nothing rather than more.
 */
export async function verifyPresentationWith(
  checks: readonly Check[],
  input: PresentationToVerify,
  trust: VerificationTrust,
  clock: Clock,
): Promise<VerificationOutcome> {
  const circumstances: Circumstances = { ...input, trust, nowSeconds: secondsOf(clock) };
  const verdicts: Verdict[] = [];
  const factsOfAnswer: Partial<VerificationFacts> = {};
  for (const check of checks) {
    if (check.scope !== 'answer') continue;
    const made = runCheck(check, factsOfAnswer, circumstances, {});
    verdicts.push(made instanceof Promise ? await made : made);
  }
  const verified: (VerifiedCredential | undefined)[] = [];
  for (const { query, compact, presentationIndex } of presentationsOf(input)) {
    const facts: Partial<VerificationFacts> = { ...factsOfAnswer, query, compact };
    const place = { credentialQueryId: query.id, presentationIndex };
    const format = verifiedFormatOf(query.format);
    for (const check of checks) {
      if (check.scope !== 'presentation' || !isForFormat(check, format)) continue;
      const made = runCheck(check, facts, circumstances, place, format);
      verdicts.push(made instanceof Promise ? await made : made);
    }
    verified.push(readVerified(facts));
  }
  const credentials = verified.filter((credential) => credential !== undefined);
  const complete = credentials.length > 0 && credentials.length === verified.length;
  const decided = complete && verdicts.every(isNoObjection);
  return decided
    ? { decision: 'verified', verdicts, credentials }
    : { decision: 'not_verified', verdicts, credentials: [] };
}

/** Passed, or waived for a reason of its own; what could not be checked for want of another check stands against the answer. */
function isNoObjection({ outcome, prerequisite }: Verdict): boolean {
  return outcome === 'passed' || (outcome === 'not_checked' && prerequisite === undefined);
}

interface Presentation {
  query: CredentialQuery;
  compact: string;
  presentationIndex: number;
}

/** In the order of the question; what answers no query of ours is left to `answer-shape`. */
function presentationsOf({ asked, vpToken }: PresentationToVerify): Presentation[] {
  return asked.dcqlQuery.credentials.flatMap((query) => {
    const answers = Object.hasOwn(vpToken, query.id) ? (vpToken[query.id] as string[]) : [];
    return answers
      .slice(0, MAX_PRESENTATIONS_PER_QUERY)
      .map((compact, presentationIndex) => ({ query, compact, presentationIndex }));
  });
}

/** The last state of a presentation's life: every fact known, from the first to the last. */
function readVerified(facts: Partial<VerificationFacts>): VerifiedCredential | undefined {
  const { query, freshState, contract, presented, accredited, signed, disclosed, holderJwk, holderSigned, status } =
    facts;
  if (!query || !freshState || !contract || !presented || !accredited || !signed) return undefined;
  if (!disclosed || !holderSigned || !status || presented.type === '') return undefined;
  // A key that signed nothing here is no holder's.
  const holder = holderSigned === 'none' ? null : holderJwk;
  if (holder === undefined) return undefined;
  return {
    credentialQueryId: query.id,
    format: presented.format,
    vct: presented.type,
    ...issuedBy(accredited),
    claims: withoutTechnicalClaims(disclosed.claims),
    holderKey: holder && jwkThumbprint(holder),
    holderJwk: holder,
  };
}

function issuedBy(
  accredited: Accreditation,
): Pick<VerifiedCredential, 'issuer' | 'issuerTrust' | 'issuerList' | 'levelOfAssurance'> {
  if (accredited.by === 'registry') return { issuer: accredited.id, issuerTrust: 'registry' };
  const { list, levelOfAssurance } = accredited.entity;
  const assurance = levelOfAssurance === undefined ? {} : { levelOfAssurance };
  return { issuer: accredited.id, issuerTrust: 'list', issuerList: list, ...assurance };
}

function withoutTechnicalClaims(claims: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(claims).filter(([name]) => !TECHNICAL_CLAIMS.has(name)));
}
