import { Controller, Get, Header } from '@nestjs/common';
import type { TrustFile } from '#ledger';
import type { TrustedListPublisher } from './publish-trusted-list.js';

/** What to trust: the trust file, and the registry as a signed list of trusted entities. */
@Controller('api/v1/trust')
export class TrustController {
  constructor(
    private readonly trustFile: TrustFile,
    private readonly trustedList: TrustedListPublisher,
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
}
