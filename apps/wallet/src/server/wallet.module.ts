import { Module, type DynamicModule } from '@nestjs/common';
import { controllerOf } from '#service-kit/http';
import { DeliverAppController, type WalletDescription } from './deliver-app.controller.js';
import type { AppFile } from './read-app-files.js';

/** What the wallet's server has: files and a description. It holds nothing of anybody. */
@Module({})
export class WalletModule {
  static with(parts: {
    files: ReadonlyMap<string, AppFile>;
    describe: () => Promise<WalletDescription>;
    headers: Readonly<Record<string, string>>;
  }): DynamicModule {
    return {
      module: WalletModule,
      controllers: [controllerOf(DeliverAppController, parts.files, parts.describe, parts.headers)],
    };
  }
}
