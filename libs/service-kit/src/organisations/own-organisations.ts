import { didWebOf } from '#identity';
import { publicEndpoint } from '../url/index.js';

/** An organisation whose keys live in this service, under the identifier that its address gives it. */
export interface OwnOrganisation {
  slug: string;
  did: string;
  name: string;
  legalId: string;
}

export function ownOrganisations(config: {
  publicUrl: string;
  tenants: readonly { slug: string; name: string; legalId: string }[];
}): OwnOrganisation[] {
  return config.tenants.map(({ slug, name, legalId }) => ({
    slug,
    did: didWebOf(publicEndpoint(config.publicUrl, slug)),
    name,
    legalId,
  }));
}
