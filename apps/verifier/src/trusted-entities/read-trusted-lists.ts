import { isCodedError, outage } from '#primitives';
import { readTrustedEntities } from '#service-kit/trusted-entities';
import type { TrustedEntity } from '#trust';

/** The entities that each tenant trusts beside the cooperative's members, by its slug; one array a tenant, never changed. */
export type TrustedLists = ReadonlyMap<string, readonly TrustedEntity[]>;

/**
 * Reads the files that the configuration names, all of them before it complains.
 * @throws `trusted_entities_unreadable` (outage) with what is wrong with each file
 */
export async function readTrustedLists(
  tenants: readonly { slug: string; trustedEntities: readonly string[] }[],
): Promise<TrustedLists> {
  const files = [...new Set(tenants.flatMap(({ trustedEntities }) => trustedEntities))];
  const read = await Promise.allSettled(files.map(readTrustedEntities));
  const problems = read.flatMap((one, index) =>
    one.status === 'rejected' ? [`${files[index] ?? ''}: ${describe(one.reason)}`] : [],
  );
  if (problems.length > 0) {
    throw outage('trusted_entities_unreadable', `Lists of trusted entities cannot be read. ${problems.join(' ')}`);
  }
  const byFile = new Map(files.map((file, index) => [file, valueOf(read[index])]));
  return new Map(
    tenants.map(({ slug, trustedEntities }) => [
      slug,
      Object.freeze(trustedEntities.flatMap((file) => byFile.get(file) ?? [])),
    ]),
  );
}

function valueOf(read: PromiseSettledResult<TrustedEntity[]> | undefined): TrustedEntity[] {
  return read?.status === 'fulfilled' ? read.value : [];
}

/** What is wrong inside says more than that the file is wrong; both are read by whoever starts the service. */
function describe(reason: unknown): string {
  const cause = reason instanceof Error ? (reason.cause ?? reason) : reason;
  return isCodedError(cause) || cause instanceof Error ? cause.message : 'It cannot be read.';
}
