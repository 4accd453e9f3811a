import type { AllowedClaim, DataUseContract } from '#ledger';
import type { ClaimsQuery } from '#openid4vp';

/** The claim of a contract under which one is asked: of this type and the same path exactly, so that `address.locality` is none for `address`. */
export function findCover(
  { claims }: Pick<DataUseContract, 'claims'>,
  type: string,
  { path }: Pick<ClaimsQuery, 'path'>,
): AllowedClaim | undefined {
  return claims.find(
    ({ vct, path: covered }) =>
      vct === type && covered.length === path.length && covered.every((segment, index) => segment === path[index]),
  );
}
