import { isInTerm } from './registry-outcome.js';
import type { TrustedEntity } from './trusted-entity.js';

/** All that can stand against an entity of the lists. */
export const TRUSTED_ENTITY_CODES = ['on_no_list', 'type_not_listed', 'listed_out_of_term', 'issuer_differs'] as const;

export type TrustedEntityOutcome =
  { outcome: 'found'; entity: TrustedEntity } | { outcome: 'not_found'; code: (typeof TRUSTED_ENTITY_CODES)[number] };

const anchorsOfLists = new WeakMap<readonly TrustedEntity[], readonly string[]>();

/** The anchors of all entities, each once; for the same list always the same array, which never changes. */
export function anchorsOf(entities: readonly TrustedEntity[]): readonly string[] {
  const known = anchorsOfLists.get(entities);
  if (known !== undefined) return known;
  const anchors = Object.freeze([...new Set(entities.flatMap((entity) => entity.anchors))]);
  anchorsOfLists.set(entities, anchors);
  return anchors;
}

/**
 * Says which entity of the lists issued a credential of this type. Entities may share an anchor, as those under one national
 * authority do; then the name that the credential gives chooses between them.
 * @param by the anchor at which the issuer's certificates end (DER in Base 64), or the DID whose key signed
 * @param type as the credential's format names it
 * @param named `iss`, where the credential names its issuer; another entity's name is refused
 * @param atSeconds the time of the decision, seconds since the epoch
 */
export function findTrustedEntity(
  entities: readonly TrustedEntity[],
  by: { anchor: string } | { did: string },
  { type, named, atSeconds }: { type: string; named: string | undefined; atSeconds: number },
): TrustedEntityOutcome {
  const vouched = entities.filter((entity) =>
    'did' in by ? entity.id === by.did : entity.anchors.includes(by.anchor),
  );
  if (vouched.length === 0) return notFound('on_no_list');
  const isAnothersName = named !== undefined && entities.some(({ id }) => id === named);
  const candidates = isAnothersName ? vouched.filter(({ id }) => id === named) : vouched;
  if (candidates.length === 0) return notFound('issuer_differs');
  const ofType = candidates.filter(({ types }) => types.includes(type));
  if (ofType.length === 0) return notFound('type_not_listed');
  const entity = ofType.find((one) => isInTerm(one, atSeconds));
  return entity === undefined ? notFound('listed_out_of_term') : { outcome: 'found', entity };
}

function notFound(code: (typeof TRUSTED_ENTITY_CODES)[number]): TrustedEntityOutcome {
  return { outcome: 'not_found', code };
}
