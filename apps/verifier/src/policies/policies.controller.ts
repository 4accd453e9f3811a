import { Controller, Get, Param } from '@nestjs/common';
import type { z } from 'zod';
import { RequireScope } from '#service-kit/authentication';
import { Operation } from '#service-kit/openapi';
import type { Policy } from '#verification-policy';
import type { Policies } from './policies.js';
import { policyList, shownPolicy } from './policy-shapes.js';

/** `/api/v1/policies`: by which rules a tenant can have an answer judged. */
@Controller('api/v1/policies')
export class PoliciesController {
  constructor(private readonly policies: Policies) {}

  @Get()
  @RequireScope('verifications:read')
  @Operation({ summary: 'Lists the policies by which an answer can be judged.', answer: policyList })
  list(): z.output<typeof policyList> {
    return { items: this.policies.all.map(summaryOf) };
  }

  /** No tenant owns it, so its place is not called `id` as theirs are. */
  @Get(':policy')
  @RequireScope('verifications:read')
  @Operation({ summary: 'Shows a policy with its rules.', answer: shownPolicy, refusals: ['unknown_policy'] })
  read(@Param('policy') id: string): z.output<typeof shownPolicy> {
    const policy = this.policies.require(id);
    return { ...summaryOf(policy), file: policy.file };
  }
}

function summaryOf({ id, version, digest, title, description }: Policy) {
  return { id, version, digest, title, description };
}
