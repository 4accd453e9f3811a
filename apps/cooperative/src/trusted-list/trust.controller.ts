import { Controller, Get, Header, StreamableFile } from '@nestjs/common';
import { z } from 'zod';
import { trustFileShape, type TrustFile } from '#ledger';
import { Operation } from '#service-kit/openapi';
import type { RevocationListPublisher } from './publish-revocation-list.js';
import type { TrustedListPublisher } from './publish-trusted-list.js';

/** What to trust: the trust file, and the registry as a signed list of trusted entities. */
@Controller('api/v1/trust')
export class TrustController {
  constructor(
    private readonly currentTrustFile: () => Promise<TrustFile>,
    private readonly trustedList: TrustedListPublisher,
    private readonly revocationLists: Record<'issuing' | 'access', RevocationListPublisher>,
  ) {}

  /** Genesis and roots, all that a wallet, verifier or checker has to believe; on a network also a young block to begin at. */
  @Get()
  @Operation({ summary: 'The trust file: genesis and roots.', answer: trustFileShape })
  read(): Promise<TrustFile> {
    return this.currentTrustFile();
  }

  /** ETSI TS 119 602, signed (JWS in compact serialization). */
  @Get('list')
  @Header('content-type', 'application/jose')
  @Operation({ summary: 'The trusted list of the cooperative, signed (ETSI TS 119 602).', answer: z.string() })
  list(): Promise<string> {
    return this.trustedList.current();
  }

  /** Where the certificates of issuers say that their authority's revocation list lies (RFC 5280 §4.2.1.13). */
  @Get('issuing.crl')
  @Header('content-type', 'application/pkix-crl')
  @Operation<unknown>({ summary: 'The revocation list of the issuers’ authority.', answer: z.unknown() })
  async issuingRevocations(): Promise<StreamableFile> {
    return new StreamableFile(await this.revocationLists.issuing.current());
  }

  /** The same for the certificates of who asks. */
  @Get('access.crl')
  @Header('content-type', 'application/pkix-crl')
  @Operation<unknown>({ summary: 'The revocation list of the askers’ authority.', answer: z.unknown() })
  async accessRevocations(): Promise<StreamableFile> {
    return new StreamableFile(await this.revocationLists.access.current());
  }
}
