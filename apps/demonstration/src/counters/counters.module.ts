import { Module, type DynamicModule } from '@nestjs/common';
import { controllerOf } from '#service-kit/http';
import { CounterPagesController } from './counter-pages.controller.js';
import type { CounterParts } from './counter-parts.js';
import { DoorController } from './door/door.controller.js';
import { CounterWebhooksController } from './webhooks.controller.js';

@Module({})
export class CountersModule {
  static with(parts: CounterParts): DynamicModule {
    return {
      module: CountersModule,
      controllers: [
        controllerOf(CounterWebhooksController, parts),
        controllerOf(DoorController, parts),
        controllerOf(CounterPagesController, parts),
      ],
    };
  }
}
