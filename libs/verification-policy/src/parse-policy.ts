import { claimsPathIn, findClaim, typeNameIn, type CredentialType } from '#credential-types';
import { domainDigest, encodeBase64url, canonicalJson, encodeUtf8, refusal, type JsonValue } from '#primitives';
import { z } from 'zod';
import type { Alternative, Need, Policy } from './policy.js';
import { policyFile, type PolicyFile } from './policy-file.js';
import { RULES } from './rules/rules.js';

/**
 * Reads a policy from the parsed JSON of its file under schemas/verification-policies/.
 * @param types that the file may name
 * @throws `malformed_policy` naming the member; `policy_unknown_type`, `policy_format_not_of_type`, `policy_unknown_claim` (a
 *   claim that a rule, `show` or `where` needs and the type has not), `policy_duplicate_need`, `policy_without_required_need`
 */
export function parsePolicy(json: JsonValue, types: readonly CredentialType[]): Policy {
  const parsed = policyFile.safeParse(json);
  if (!parsed.success) {
    const place = parsed.error.issues[0]?.path.join('.') ?? '';
    const privateDetail = z.prettifyError(parsed.error).slice(0, 1_000);
    throw refusal('malformed_policy', `The policy is malformed at "${place}".`, { privateDetail });
  }
  const { needs, ...rest } = parsed.data;
  if (new Set(needs.map(({ id }) => id)).size !== needs.length) {
    throw refusal('policy_duplicate_need', 'Two needs of the policy have the same id.');
  }
  if (!needs.some(({ required = true }) => required)) {
    throw refusal('policy_without_required_need', 'A policy that requires nothing is met by nothing.');
  }
  return {
    ...rest,
    needs: needs.map((need) => readNeed(need, types)),
    digest: policyDigest(json),
    file: json as unknown as PolicyFile,
  };
}

/** SHA-256(`incola:verification-policy:1` ‖ 0x00 ‖ JCS(file)), base64url. */
function policyDigest(json: JsonValue): string {
  return encodeBase64url(domainDigest('incola:verification-policy:1', encodeUtf8(canonicalJson(json))));
}

function readNeed(need: PolicyFile['needs'][number], types: readonly CredentialType[]): Need {
  const { id, title, required = true, oneOf, rules } = need;
  const alternatives = oneOf.map((one, index) => readAlternative(`${id}_${index}`, one, types));
  const ruled = RULES.flatMap((rule) => (rule.applies(rules) ? rule.claims(rules) : []));
  for (const { typeId, pathOf, show, where } of alternatives) {
    for (const path of [...ruled, ...show, ...where.map((condition) => condition.path)]) {
      if (pathOf(path) !== undefined) continue;
      throw refusal('policy_unknown_claim', `The policy needs the claim ${path.join('.')}, which ${typeId} has not.`);
    }
  }
  return { id, title, required, alternatives, rules };
}

function readAlternative(
  queryId: string,
  { type: typeId, format, issuers, show = [], where = [] }: PolicyFile['needs'][number]['oneOf'][number],
  types: readonly CredentialType[],
): Alternative {
  const type = types.find(({ id }) => id === typeId);
  if (type === undefined) throw refusal('policy_unknown_type', `There is no credential type ${typeId}.`);
  if (!type.formats.includes(format)) {
    throw refusal('policy_format_not_of_type', `The type ${typeId} is not issued as ${format}.`);
  }
  const pathOf = (path: readonly string[]) => {
    const claim = findClaim(type, path);
    return claim && claimsPathIn(type, format, claim);
  };
  return { queryId, typeId, format, typeName: typeNameIn(type, format), issuers, show, where, pathOf };
}
