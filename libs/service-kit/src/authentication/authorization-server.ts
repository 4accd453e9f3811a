import { publicEndpoint } from '#service-kit/url';

/** What the authorization server for machines is called; one of a service, whatever its tenants. */
export class AuthorizationServer {
  readonly issuer: string;
  readonly tokenEndpoint: string;

  /** @param scopes of the service's management API */
  constructor(
    publicUrl: string,
    readonly scopes: readonly string[],
  ) {
    this.issuer = publicEndpoint(publicUrl, 'api', 'oauth');
    this.tokenEndpoint = publicEndpoint(publicUrl, 'api', 'oauth', 'token');
  }
}
