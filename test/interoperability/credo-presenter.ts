import { type Agent, Kms, MdocRecord, SdJwtVcRecord, X509Module } from '@credo-ts/core';
import { OpenId4VcModule } from '@credo-ts/openid4vc';
import { createCredoAgent } from './credo/create-credo-agent.mjs';
import { createCredoLeaf } from './credo/create-credo-leaf.mjs';
import { frameOf } from './credo/disclosure-frame.mjs';

export const FOREIGN_VCT = 'https://identity.example/person/1';
export const FOREIGN_DOCTYPE = 'foreign.identity.1.doc';
const CLAIMS = { given_name: 'Camille', family_name: 'Fictive', age_equal_or_over: { 18: true, 21: false } };
const ELEMENTS = { given_name: 'Camille', age_over_18: true, age_over_21: false };
const EC = { kty: 'EC', crv: 'P-256' } as const;
const DAY = 86_400_000;

const modules = () => ({ openid4vc: new OpenId4VcModule({}), x509: new X509Module({}) });
type CredoAgent = Agent<ReturnType<typeof modules>>;
type Resolved = Awaited<ReturnType<CredoAgent['openid4vc']['holder']['resolveOpenId4VpAuthorizationRequest']>>;

/** Credo as issuer of its own credentials, and as the holder who presents them: nothing of ours is in what it sends. */
export class CredoPresenter {
  private constructor(
    private readonly agent: CredoAgent,
    private readonly issuing: Awaited<ReturnType<typeof createCredoLeaf>>,
  ) {}

  static async start(): Promise<CredoPresenter> {
    const agent = await createCredoAgent(modules());
    return new CredoPresenter(agent, await createCredoLeaf(agent, 'Identity issuer'));
  }

  /** DER in Base 64: what a verifier has to trust. */
  get issuingRoot(): string {
    return this.issuing.root.toString('base64');
  }

  /** @param accessRoot DER in Base 64: whose requests it answers */
  async receive(accessRoot: string): Promise<void> {
    const { agent, issuing } = this;
    const config = agent.x509.config;
    config.addTrustedCertificate(issuing.root);
    config.addTrustedCertificate(accessRoot);
    const { keyId: kmsKeyId, publicJwk } = await agent.kms.createKey({ type: EC });
    const holderKey = Kms.PublicJwk.fromPublicJwk(publicJwk);
    const seconds = Math.floor(Date.now() / 1000);
    const { compact: compactSdJwtVc } = await agent.sdJwtVc.sign({
      payload: { vct: FOREIGN_VCT, iat: seconds - 60, exp: seconds + 86_400, ...CLAIMS },
      holder: { method: 'jwk', jwk: holderKey },
      issuer: { method: 'x5c', x5c: [issuing.leaf] },
      disclosureFrame: frameOf(CLAIMS) as never,
    });
    const record = new SdJwtVcRecord({ credentialInstances: [{ compactSdJwtVc, kmsKeyId }] });
    await agent.sdJwtVc.store({ record });
    const { base64Url: issuerSignedBase64Url } = await agent.mdoc.sign({
      docType: FOREIGN_DOCTYPE,
      validityInfo: { validUntil: new Date(Date.now() + DAY) },
      namespaces: { 'foreign.identity.1': ELEMENTS },
      issuerCertificate: issuing.leaf,
      holderKey,
    });
    await agent.mdoc.store({
      record: new MdocRecord({ credentialInstances: [{ issuerSignedBase64Url, kmsKeyId }] }),
    });
  }

  resolve(walletLink: string): Promise<Resolved> {
    return this.agent.openid4vc.holder.resolveOpenId4VpAuthorizationRequest(walletLink);
  }

  async present(walletLink: string): Promise<{ status: number; body: unknown }> {
    return this.accept(await this.resolve(walletLink));
  }

  async accept({ authorizationRequestPayload, dcql }: Resolved): Promise<{ status: number; body: unknown }> {
    const { holder } = this.agent.openid4vc;
    if (dcql === undefined) throw new Error('it was asked nothing');
    const credentials = holder.selectCredentialsForDcqlRequest(dcql.queryResult);
    const { serverResponse } = await holder.acceptOpenId4VpAuthorizationRequest({
      authorizationRequestPayload,
      dcql: { credentials },
    });
    return { status: serverResponse?.status ?? 0, body: serverResponse?.body };
  }

  async stop(): Promise<void> {
    await this.agent.shutdown();
  }
}
