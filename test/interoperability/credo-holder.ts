import { type Agent, Kms, Mdoc, MdocRecord, SdJwtVcRecord, X509Module } from '@credo-ts/core';
import { OpenId4VcModule, type OpenId4VciResolvedCredentialOffer } from '@credo-ts/openid4vc';
import { createCredoAgent } from './credo/create-credo-agent.mjs';

const EC = { kty: 'EC', crv: 'P-256' } as const;
const modulesOf = (issuingRoot: string) => ({
  openid4vc: new OpenId4VcModule({}),
  x509: new X509Module({ trustedCertificates: [issuingRoot] }),
});

type Token = Awaited<ReturnType<CredoHolder['holder']['requestToken']>>;

/** Credo's holder: it alone speaks to the issuer, and what it stores it has verified up to the root that it trusts. */
export class CredoHolder {
  private constructor(readonly agent: Agent<ReturnType<typeof modulesOf>>) {}

  /** @param issuingRoot DER in Base 64 */
  static async start(issuingRoot: string): Promise<CredoHolder> {
    return new CredoHolder(await createCredoAgent(modulesOf(issuingRoot)));
  }

  get holder() {
    return this.agent.openid4vc.holder;
  }

  newKey() {
    return this.agent.kms.createKey({ type: EC });
  }

  /** A batch of a configuration: verified when it comes, stored, and verified again. */
  async receive(
    resolvedCredentialOffer: OpenId4VciResolvedCredentialOffer,
    token: Token,
    configurationId: string,
    clientId?: string,
  ) {
    const { credentials } = await this.holder.requestCredentials({
      ...{ resolvedCredentialOffer, ...token, ...(clientId === undefined ? {} : { clientId }) },
      credentialConfigurationIds: [configurationId],
      credentialBindingResolver: async () => ({
        method: 'jwk',
        keys: (await Promise.all([this.newKey(), this.newKey(), this.newKey()])).map(({ publicJwk }) =>
          Kms.PublicJwk.fromPublicJwk(publicJwk),
        ),
      }),
    });
    const record = credentials[0]?.record;
    if (record instanceof SdJwtVcRecord) return this.#storeSdJwtVcs(record);
    if (record instanceof MdocRecord) return this.#storeMdocs(record);
    throw new Error('a credential of another format, or none');
  }

  async #storeSdJwtVcs(record: SdJwtVcRecord) {
    const { id } = await this.agent.sdJwtVc.store({ record });
    const { credentialInstances } = await this.agent.sdJwtVc.getById(id);
    const compacts = credentialInstances.map(({ compactSdJwtVc }) => compactSdJwtVc);
    const { prettyClaims } = this.agent.sdJwtVc.fromCompact(compacts[0] ?? '');
    return { stored: compacts.length, refused: await this.refused(compacts), claims: prettyClaims, compacts };
  }

  /** What it says against each that it refuses now, after a look at its status. */
  async refused(compacts: readonly string[]): Promise<string[]> {
    return refusedIn(
      await Promise.all(compacts.map((compactSdJwtVc) => this.agent.sdJwtVc.verify({ compactSdJwtVc }))),
    );
  }

  async #storeMdocs(record: MdocRecord) {
    const { id } = await this.agent.mdoc.store({ record });
    const { credentialInstances } = await this.agent.mdoc.getById(id);
    const mdocs = credentialInstances.map(({ issuerSignedBase64Url }) => Mdoc.fromBase64Url(issuerSignedBase64Url));
    const verdicts = await Promise.all(mdocs.map((mdoc) => this.agent.mdoc.verify(mdoc, {})));
    return {
      stored: mdocs.length,
      refused: refusedIn(verdicts),
      claims: mdocs[0]?.issuerSignedNamespaces,
      compacts: [],
    };
  }
}

function refusedIn(verdicts: readonly { isValid: boolean; error?: Error | string }[]): string[] {
  return verdicts.filter(({ isValid }) => !isValid).map(({ error }) => String(error));
}
