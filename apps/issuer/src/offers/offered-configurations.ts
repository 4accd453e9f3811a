import { configurationIdOf } from '#credential-types';
import { refusal } from '#primitives';
import type { IssuingTenant } from '../tenants/issuing-tenant.js';
import type { Offer } from './offers.js';

/**
 * The credential configurations of an offer: its type in each of the type's formats, of which the wallet chooses.
 * @throws `unknown_credential_type` where the tenant has stopped issuing it since
 */
export function offeredConfigurations(
  tenant: IssuingTenant,
  { credentialTypeId }: Pick<Offer, 'credentialTypeId'>,
): string[] {
  const type = tenant.credentialTypes.find(({ id }) => id === credentialTypeId);
  if (type === undefined) throw refusal('unknown_credential_type', 'There is no such credential type.');
  return type.formats.map((format) => configurationIdOf(type, format));
}
