import { CborTag, decodeCbor, encodeCbor, type CborValue } from '#cbor';
import type { CheckName } from '#verification';
import { issuerOf } from './credential-scenarios.js';
import { makeLeaf } from './keys.js';
import { NOW, type Plan } from './make-plan.js';
import { DOC_TYPE, type MdocPlan } from './mdoc-plan.js';
import type { Scenario } from './run-scenario.js';
import { listOf } from './status-scenarios.js';

export interface MdocScenario extends Omit<Scenario, 'alter' | 'format'> {
  check: CheckName;
  alter: (mdoc: MdocPlan, plan: Plan) => void | Promise<void>;
}

export const DRIVING_LICENCE = 'org.iso.18013.5.1.mDL';

/** What is wrong with an mdoc: its form, its issuer, its signature, its times, its status. */
const OF_MDOC: readonly MdocScenario[] = [
  {
    name: 'refuses an oversized mdoc',
    check: 'mdoc-format',
    code: 'presentation_too_long',
    alter: (_mdoc, plan) => void (plan.policy.maxPresentationLength = 500),
  },
  {
    name: 'refuses more data elements than the policy allows',
    check: 'mdoc-format',
    code: 'too_many_elements',
    alter: (_mdoc, plan) => void (plan.policy.maxDisclosures = 0),
  },
  {
    name: 'refuses what is no mdoc',
    check: 'mdoc-format',
    code: 'malformed_credential',
    endsThere: true,
    alter: (_mdoc, plan) => void (plan.alterPresented = () => 'oGFiYw'),
  },
  {
    name: 'refuses an SD-JWT VC where an mdoc was asked for',
    check: 'mdoc-format',
    code: 'malformed_credential',
    endsThere: true,
    alter: (_mdoc, plan) => void (plan.alterPresented = () => 'e30.e30.AAAA~'),
  },
  {
    name: 'refuses an mdoc signed with an algorithm that is not accepted',
    check: 'mdoc-format',
    code: 'credential_algorithm_not_accepted',
    alter: (mdoc) => void mdoc.protectedHeader.set(1, -999),
    backedBy: ['mdoc-signature'],
  },
  {
    name: 'refuses a critical parameter of the issuer’s signature',
    check: 'mdoc-format',
    code: 'credential_header_unknown',
    alter: (mdoc) => void mdoc.protectedHeader.set(2, [-70_000]),
    backedBy: ['mdoc-signature'],
  },
  {
    name: 'refuses a parameter of the issuer’s signature that it does not know',
    check: 'mdoc-format',
    code: 'credential_header_unknown',
    alter: (mdoc) => void mdoc.protectedHeader.set(-70_000, true),
  },
  {
    name: 'refuses an mdoc of another type than was asked for',
    check: 'document-type',
    code: 'type_not_asked',
    alter: (mdoc, plan) => {
      mdoc.docType = DRIVING_LICENCE;
      mdoc.securityObject.docType = DRIVING_LICENCE;
      issuerOf(plan).mayIssue.push({ vct: DRIVING_LICENCE, from: 0, until: null });
    },
    backedBy: ['query-answered'],
  },
  {
    name: 'refuses an mdoc presented as another type than its issuer signed',
    check: 'document-type',
    code: 'type_differs',
    alter: (mdoc) => void (mdoc.securityObject.docType = DRIVING_LICENCE),
  },
  {
    name: 'refuses an mdoc without a certificate',
    check: 'issuer-chain',
    code: 'chain_missing',
    endsThere: true,
    alter: (mdoc) => void (mdoc.x5c = []),
  },
  {
    name: 'refuses an mdoc of a foreign document signer',
    check: 'issuer-chain',
    code: 'chain_untrusted',
    alter: async (mdoc, { cast }) => void (mdoc.x5c = [await makeLeaf('Eau', cast.water, cast.foreignRoot)]),
  },
  {
    name: 'refuses an mdoc that carries the root',
    check: 'issuer-chain',
    code: 'root_in_chain',
    alter: (mdoc, { cast }) => void (mdoc.x5c = [cast.waterLeaf, cast.root.der]),
  },
  {
    name: 'refuses an mdoc of a certified key that no member registered',
    check: 'issuer-accredited',
    code: 'unknown_issuer_key',
    alter: async (mdoc, { cast }) => {
      mdoc.issuerKey = cast.stranger;
      mdoc.x5c = [await makeLeaf('Eau', cast.stranger, cast.root)];
    },
  },
  {
    name: 'refuses an mdoc of a document type for which the issuer is not accredited',
    check: 'issuer-accredited',
    code: 'type_not_accredited',
    alter: (_mdoc, plan) => {
      const issuer = issuerOf(plan);
      issuer.mayIssue = issuer.mayIssue.filter(({ vct }) => vct !== DOC_TYPE);
    },
  },
  {
    name: 'refuses an mdoc that another key signed',
    check: 'mdoc-signature',
    code: 'credential_signature_invalid',
    alter: (mdoc, { cast }) => void (mdoc.issuerKey = cast.stranger),
  },
  {
    name: 'refuses an mdoc whose security object was changed after signing',
    check: 'mdoc-signature',
    code: 'credential_signature_invalid',
    alter: (mdoc) => {
      mdoc.alterIssued = (issued) => {
        const { content } = decodeCbor(issued.payload) as CborTag;
        const securityObject = decodeCbor(content as Uint8Array) as Map<string, CborValue>;
        const changed = encodeCbor(new Map([...securityObject, ['keyAuthorizations', 'all']]));
        issued.payload = encodeCbor(new CborTag(24, changed));
      };
    },
  },
  {
    name: 'refuses an expired mdoc',
    check: 'mdoc-validity',
    code: 'credential_expired',
    alter: (mdoc, { policy }) => void (mdoc.validity.validUntil = NOW - policy.clockSkewSeconds),
  },
  {
    name: 'refuses an mdoc that is not valid yet',
    check: 'mdoc-validity',
    code: 'credential_not_yet_valid',
    alter: (mdoc) => void (mdoc.validity.validFrom = NOW + 3600),
  },
  {
    name: 'refuses an mdoc signed in the future',
    check: 'mdoc-validity',
    code: 'credential_issued_in_the_future',
    alter: (mdoc) => void Object.assign(mdoc.validity, { signed: NOW + 3600, validFrom: NOW + 3600 }),
  },
  {
    name: 'refuses an mdoc that was valid before it was signed',
    check: 'mdoc-validity',
    code: 'credential_times_contradictory',
    alter: (mdoc) => void (mdoc.validity.validFrom = mdoc.validity.signed - 1),
  },
  {
    name: 'refuses an mdoc that ends before it begins',
    check: 'mdoc-validity',
    code: 'credential_times_contradictory',
    alter: (mdoc) => void (mdoc.validity.validUntil = mdoc.validity.validFrom),
  },
  {
    name: 'refuses an mdoc that was signed before its signer was certified',
    check: 'mdoc-validity',
    code: 'signer_not_certified_then',
    alter: (mdoc) => void (mdoc.validity.signed = Date.UTC(2025, 11, 31) / 1000),
  },
  {
    name: 'refuses a revoked mdoc',
    check: 'status',
    code: 'revoked',
    alter: (_mdoc, plan) => {
      const list = listOf(plan);
      list.statuses.fill(0xff);
      list.version = 4;
    },
  },
  {
    name: 'refuses an mdoc without the status that its type foresees',
    check: 'status-reference',
    code: 'status_missing',
    endsThere: true,
    alter: (mdoc) => void delete mdoc.securityObject.status,
  },
];

/** As the runner takes it. */
export function ofMdoc({ alter, ...scenario }: MdocScenario): Scenario {
  return {
    ...scenario,
    format: 'mso_mdoc',
    alter: (plan) => {
      if (plan.mdoc === null) throw new Error('The plan has no mdoc.');
      return alter(plan.mdoc, plan);
    },
  };
}

export const MDOC_SCENARIOS: readonly Scenario[] = OF_MDOC.map(ofMdoc);
