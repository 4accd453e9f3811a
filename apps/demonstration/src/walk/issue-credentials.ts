import { acceptOffer } from '#holder';
import { isCodedError, type JsonObject } from '#primitives';
import { discloseClaims, parseSdJwtVc } from '#sd-jwt-vc';
import { expectThat } from './expect-evidence.js';
import { found, type Evidence, type Walk } from './walk-step.js';

const BATCH = 10;
/** Design §4, Residency: these and no others. */
const CLAIMS = [
  'address',
  'address_canonical',
  'evidence_date',
  'family_name',
  'given_name',
  'resident_for_months_equal_or_over',
  'resident_since',
  'role',
  'supply_type',
];
const STRUCTURAL = new Set(['iss', 'vct#integrity', 'vct', 'iat', 'exp', 'cnf', 'status']);

/** Step 3: the offer becomes a batch of single-use credentials, each bound to a key of its own; a second time it doesn't. */
export async function issueCredentials(walk: Walk): Promise<Evidence> {
  const [offer, code] = [found(walk, 'offer'), found(walk, 'transactionCode')];
  const wrong = code === '000000' ? '000001' : code.replace(/\d/g, (digit) => String((Number(digit) + 1) % 10));
  const wrongCode = await refusalOf(() => acceptOffer(walk.holder, offer, wrong));
  expectThat(wrongCode === 'issuer_invalid_grant', `A wrong transaction code is refused, not answered ${wrongCode}.`);
  const credentials = await acceptOffer(walk.holder, offer, code);
  expectThat(credentials.length === BATCH, `There are ${BATCH} credentials, not ${credentials.length}.`);
  const replayed = await refusalOf(() => acceptOffer(walk.holder, offer, code));
  expectThat(replayed === 'issuer_invalid_grant', `A redeemed offer is refused, not answered ${replayed}.`);

  const parsed = credentials.map(({ compact }) => parseSdJwtVc(compact));
  const claims = parsed.map((each) => discloseClaims(each).claims);
  const [first = {}] = claims;
  const { credential_issuer: issuer } = offer.issuer;
  expectThat(first.iss === issuer, `The credential names its issuer, ${issuer}.`);
  const keys = new Set(parsed.map(({ payload }) => JSON.stringify(payload.cnf)));
  const places = new Set(parsed.map(({ payload }) => JSON.stringify(payload.status)));
  expectThat(keys.size === BATCH && places.size === BATCH, 'Every credential has its own key and status place.');
  const names = Object.keys(first)
    .filter((name) => !STRUCTURAL.has(name))
    .sort();
  expectThat(names.join() === CLAIMS.join(), `The claims are those of the credential type, not ${names.join(', ')}.`);
  const leaves = parsed[0]?.header.x5c;
  walk.facts.credentials = credentials;
  return {
    sentences: [
      'A wrong transaction code was refused and counted; the right one was taken, once.',
      `${credentials.length} credentials ${credentials[0]?.vct}, profile ${String(offer.issuer['incola_profiles'])}, each with its own key and status place.`,
      `Claims, each disclosed by itself: ${names.join(', ')}; signed under a chain of ${Array.isArray(leaves) ? leaves.length : 0} certificate, by ${issuer}.`,
    ],
    figures: { credentials: credentials.length, claims: names, validUntil: expiryOf(first), replayed, wrongCode },
  };
}

/** The code of a refusal, `none` where there was none. */
export async function refusalOf(attempt: () => Promise<unknown>): Promise<string> {
  try {
    await attempt();
    return 'none';
  } catch (error) {
    if (isCodedError(error) && error.fault === 'refusal') return error.code;
    throw error;
  }
}

function expiryOf({ exp }: JsonObject): string {
  return new Date(Number(exp) * 1000).toISOString();
}
