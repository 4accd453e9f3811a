import { CborSimple } from '#cbor';
import { queryOf } from './answer-scenarios.js';
import { issuerOf } from './credential-scenarios.js';
import { NAMESPACE, record } from './mdoc-plan.js';
import { DRIVING_LICENCE, ofMdoc, type MdocScenario } from './mdoc-scenarios.js';
import type { Scenario } from './run-scenario.js';

/** What is wrong with what an mdoc shows, with the question for one, or with how its device answered. */
const OF_ANSWER: readonly MdocScenario[] = [
  {
    name: 'refuses a data element with another value than the signed one',
    check: 'element-digests',
    code: 'digest_differs',
    alter: (mdoc) => {
      mdoc.elements.age_over_18 = false;
      mdoc.alterIssued = ({ items }) => void items[0]?.set('elementValue', true);
    },
  },
  {
    name: 'refuses a data element for which nothing is signed',
    check: 'element-digests',
    code: 'digest_missing',
    alter: (mdoc) => void (mdoc.alterIssued = ({ items }) => void items[0]?.set('digestID', 99)),
  },
  {
    name: 'refuses a data element given twice',
    check: 'element-digests',
    code: 'element_repeated',
    alter: (mdoc) => void (mdoc.alterIssued = ({ items }) => void items.push(...items)),
  },
  {
    name: 'refuses data elements digested otherwise',
    check: 'element-digests',
    code: 'unsupported_digest_algorithm',
    alter: (mdoc) => void (mdoc.securityObject.digestAlgorithm = 'SHA-1'),
  },
  {
    name: 'refuses a data element of a kind that has no meaning',
    check: 'element-digests',
    code: 'element_value_unsupported',
    alter: (mdoc) => void (mdoc.elements.age_over_18 = new CborSimple(99)),
  },
  {
    name: 'refuses data elements that the device adds itself',
    check: 'device-elements',
    code: 'device_elements_not_asked',
    alter: (mdoc) => void mdoc.deviceElements.set(NAMESPACE, record({ age_over_65: true })),
  },
  {
    name: 'refuses a question for a data element that the contract does not cover',
    check: 'question-covered',
    code: 'claim_not_covered',
    alter: (mdoc, plan) => {
      queryOf(plan).claims?.push({ path: [NAMESPACE, 'age_over_21'] });
      mdoc.disclose.push('age_over_21');
    },
  },
  {
    name: 'refuses a question for a document type that the contract does not cover',
    check: 'question-covered',
    code: 'type_not_covered',
    alter: (mdoc, plan) => {
      queryOf(plan).meta.doctype_value = DRIVING_LICENCE;
      mdoc.docType = DRIVING_LICENCE;
      mdoc.securityObject.docType = DRIVING_LICENCE;
      issuerOf(plan).mayIssue.push({ vct: DRIVING_LICENCE, from: 0, until: null });
    },
  },
  {
    name: 'refuses more data elements than were asked for',
    check: 'query-answered',
    code: 'over_answered',
    alter: (mdoc) => void mdoc.disclose.push('age_over_21'),
  },
  {
    name: 'refuses an mdoc without a data element that was asked for',
    check: 'query-answered',
    code: 'claim_missing',
    alter: (mdoc) => void (mdoc.disclose = []),
  },
  {
    name: 'does not confirm an age that the mdoc denies',
    check: 'query-answered',
    code: 'not_confirmed',
    alter: (mdoc, plan) => {
      const [claim] = queryOf(plan).claims ?? [];
      if (claim) claim.values = [true];
      mdoc.elements.age_over_18 = false;
    },
  },
  {
    name: 'refuses a device key of another kind',
    check: 'device-key',
    code: 'holder_key_not_accepted',
    endsThere: true,
    alter: (mdoc) => void mdoc.deviceKey.set(-3, true),
  },
  {
    name: 'refuses a device key that carries a mark',
    check: 'device-key',
    code: 'holder_key_has_extra_members',
    alter: (mdoc) => void mdoc.deviceKey.set(2, 'customer-0001'),
  },
  {
    name: 'refuses a device that authenticates by a MAC',
    check: 'device-authentication',
    code: 'device_mac_not_accepted',
    endsThere: true,
    alter: (mdoc) => {
      mdoc.alterDeviceAuth = (deviceAuth) => {
        deviceAuth.set('deviceMac', deviceAuth.get('deviceSignature'));
        deviceAuth.delete('deviceSignature');
      };
    },
  },
  {
    name: 'refuses a MAC also beside a signature',
    check: 'device-authentication',
    code: 'device_mac_not_accepted',
    alter: (mdoc) => {
      mdoc.alterDeviceAuth = (deviceAuth) => void deviceAuth.set('deviceMac', deviceAuth.get('deviceSignature'));
    },
  },
  {
    name: 'refuses an mdoc that the device did not sign',
    check: 'device-authentication',
    code: 'device_signature_missing',
    endsThere: true,
    alter: (mdoc) => void (mdoc.alterDeviceAuth = (deviceAuth) => void deviceAuth.clear()),
    backedBy: ['query-answered'],
  },
  {
    name: 'refuses a device signature with an algorithm that is not accepted',
    check: 'device-authentication',
    code: 'device_algorithm_not_accepted',
    alter: (mdoc) => void mdoc.deviceProtectedHeader.set(1, -999),
    backedBy: ['device-signature'],
  },
  {
    name: 'refuses an mdoc that another device signed',
    check: 'device-signature',
    code: 'device_signature_invalid',
    alter: (mdoc, { cast }) => void (mdoc.device = cast.stranger),
  },
  ...(['clientId', 'presentationNonce', 'responseUri'] as const).map((member): MdocScenario => ({
    name: `refuses an mdoc signed for a session with another ${member}`,
    check: 'device-signature',
    code: 'device_signature_invalid',
    alter: (mdoc) => void (mdoc.session[member] = 'https://elsewhere.example/'),
  })),
  {
    name: 'refuses an mdoc signed for the page of another origin',
    check: 'device-signature',
    code: 'device_signature_invalid',
    alter: (mdoc, { asked }) => {
      asked.channel = { kind: 'dc_api', origin: 'https://verifier.example' };
      mdoc.session.origin = 'https://elsewhere.example';
    },
  },
  {
    name: 'refuses an mdoc signed for an answer encrypted to another key',
    check: 'device-signature',
    code: 'device_signature_invalid',
    alter: (mdoc) => void (mdoc.session.encryptionKeyThumbprint = null),
  },
];

export const MDOC_ANSWER_SCENARIOS: readonly Scenario[] = OF_ANSWER.map(ofMdoc);
