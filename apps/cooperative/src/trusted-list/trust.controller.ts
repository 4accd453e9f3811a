import { Controller, Get } from '@nestjs/common';
import type { TrustFile } from '#ledger';

/** The trust file: genesis and roots, all that a wallet, verifier or checker has to believe. */
@Controller('api/v1/trust')
export class TrustController {
  constructor(private readonly trustFile: TrustFile) {}

  @Get()
  read(): TrustFile {
    return this.trustFile;
  }
}
