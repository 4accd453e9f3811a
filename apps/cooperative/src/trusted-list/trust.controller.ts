import { Controller, Get, Header, StreamableFile } from '@nestjs/common';
import type { TrustFile } from '#ledger';
import type { RevocationListPublisher } from './publish-revocation-list.js';
import type { TrustedListPublisher } from './publish-trusted-list.js';

/** What to trust: the trust file, and the registry as a signed list of trusted entities. */
@Controller('api/v1/trust')
export class TrustController {
  constructor(
    private readonly trustFile: TrustFile,
    private readonly trustedList: TrustedListPublisher,
    private readonly revocationLists: Record<'issuing' | 'access', RevocationListPublisher>,
  ) {}

  /** Genesis and roots, all that a wallet, verifier or checker has to believe. */
  @Get()
  read(): TrustFile {
    return this.trustFile;
  }

  /** ETSI TS 119 602, signed (JWS in compact serialization). */
  @Get('list')
  @Header('content-type', 'application/jose')
  list(): Promise<string> {
    return this.trustedList.current();
  }

  /** Where the certificates of issuers say that their authority's revocation list lies (RFC 5280 §4.2.1.13). */
  @Get('issuing.crl')
  @Header('content-type', 'application/pkix-crl')
  async issuingRevocations(): Promise<StreamableFile> {
    return new StreamableFile(await this.revocationLists.issuing.current());
  }

  /** The same for the certificates of who asks. */
  @Get('access.crl')
  @Header('content-type', 'application/pkix-crl')
  async accessRevocations(): Promise<StreamableFile> {
    return new StreamableFile(await this.revocationLists.access.current());
  }
}
