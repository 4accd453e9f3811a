import {
  checkEvidence,
  parseVerdictRecord,
  shownDigest,
  trustInputDigest,
  trustManifestInput,
  VERDICT_RECORD_TYPE,
  type EvidencePackage,
  type EvidenceReport,
  type TrustInput,
  type TrustInputKind,
  type TrustManifest,
  type VerdictRecord,
} from '#evidence';
import { verifyWithNodeCrypto } from '#identity';
import type { DataUseContract } from '#ledger';
import { openId4VpTranscript, presentMdoc } from '#mdoc';
import { createDirectPost, encryptResponse } from '#openid4vp';
import { createJws, jwkThumbprint, platformRandom, type JsonObject } from '#primitives';
import { digestOf, es256Signer } from '../../../anchoring/contract/test/founded-cooperative.js';
import { openKeyStore } from '../src/adapters/typeorm/open-stores.js';
import { openAskingMembers, type AskingMember } from '../src/organisations/asking-member.js';
import { AGE_DOCUMENT, VCT } from './fictive-cooperative.js';
import { fetchRequest, postForm, presentationForm, type PresentationChanges } from './fictive-wallet.js';
import type { Setting } from './running-verifier.js';

const both = (text: string) => ({ en: text, fr: text });

const COMMON = {
  ...{ version: 1, title: both('Title'), recipients: [], maxEvidenceAgeDays: 90, priceCents: 40, retentionDays: 5 },
  ...{ anchoredBeforeDecision: false, legalTextDigest: digestOf('legal text'), onWithdrawal: 'erase' as const },
  purpose: { dpv: 'dpv:ServiceProvision', words: both('Purpose') },
  legalBasis: { dpv: 'eu-gdpr:A6-1-a', words: both('Consent') },
};

/** The city may ask at a door whether somebody is of age. */
export function ageContract(didOf: (slug: string) => string): Omit<DataUseContract, 'status'>[] {
  const claims = [{ vct: AGE_DOCUMENT, path: [AGE_DOCUMENT, 'age_over_18'], maxValues: 0 }];
  return [{ ...COMMON, id: 'age-at-the-door', verifier: didOf('city'), claims }];
}

/** The bank may ask whether it is the person whom it expects. */
export function nameContract(didOf: (slug: string) => string): Omit<DataUseContract, 'status'>[] {
  const claim = (path: string[], maxValues = 0) => ({ vct: VCT, path, maxValues });
  const claims = [
    ...[claim(['address_canonical'], 3), claim(['evidence_date']), claim(['supply_type'], 3)],
    ...[claim(['given_name']), claim(['family_name']), claim(['resident_for_months_equal_or_over', '3'])],
  ];
  return [{ ...COMMON, id: 'bank-by-name', verifier: didOf('bank'), claims }];
}

/** Asks and presents. @returns the verification, what the wallet was told, and the presentation's request */
export async function present(
  setting: Setting,
  tenant: 'bank' | 'city',
  wanted: unknown,
  changes?: PresentationChanges,
) {
  const { id, walletLink } = await setting.ask(tenant, wanted);
  const request = await fetchRequest(walletLink, setting.cooperative.time.now);
  const form = await presentationForm(setting.cooperative, request, changes);
  const { body } = await postForm(request.payload.response_uri ?? '', form);
  return { id, body };
}

/** As {@link present}, with an mdoc of an age. */
export async function presentAge(setting: Setting, tenant: 'bank' | 'city', wanted: unknown): Promise<string> {
  const { id, walletLink } = await setting.ask(tenant, wanted);
  const { payload } = await fetchRequest(walletLink, setting.cooperative.time.now);
  const holder = es256Signer('holder');
  const nameSpaces = { [AGE_DOCUMENT]: { age_over_18: true, age_over_21: false } };
  const issuerSigned = await setting.cooperative.issueMdoc(holder.publicJwk, { docType: AGE_DOCUMENT, nameSpaces });
  const [query] = payload.dcql_query.credentials;
  const [encryptionKey] = payload.client_metadata.jwks?.keys ?? [];
  if (query === undefined || encryptionKey === undefined) throw new Error('the request asks, and has its key');
  const session = {
    clientId: payload.client_id,
    presentationNonce: payload.nonce,
    encryptionKeyThumbprint: jwkThumbprint(encryptionKey),
    responseUri: payload.response_uri ?? '',
  };
  const presented = await presentMdoc({
    issuerSigned,
    disclose: [[AGE_DOCUMENT, 'age_over_18']],
    sessionTranscript: openId4VpTranscript(session),
    signer: holder,
  });
  const answer = { vpToken: { [query.id]: [presented] }, stateParameter: payload.state ?? '' };
  const form = createDirectPost(await encryptResponse(answer, payload.client_metadata));
  const { status, body } = await postForm(payload.response_uri ?? '', form);
  if (status !== 200) throw new Error(JSON.stringify(body));
  return id;
}

export async function evidenceOf(setting: Setting, tenant: 'bank' | 'city', id: string): Promise<EvidencePackage> {
  const { status, body } = await setting.call(tenant, 'GET', `verifications/${id}/evidence`);
  if (status !== 200) throw new Error(JSON.stringify(body));
  return body as unknown as EvidencePackage;
}

export function check(setting: Setting, evidence: EvidencePackage): Promise<EvidenceReport> {
  return checkEvidence(JSON.stringify(evidence), setting.cooperative.trustFile, verifyWithNodeCrypto);
}

/** Items that do not hold or were not checked, with their codes. */
export function others({ items }: EvidenceReport): string[] {
  return items.filter(({ outcome }) => outcome !== 'holds').map(({ item, code }) => `${item}: ${code}`);
}

/** Lets a period end and anchors it. */
export async function anchor(setting: Setting): Promise<void> {
  setting.cooperative.time.now += 5;
  await setting.verifier.runDueWork();
}

/** What a verifier may change that signs its own evidence. */
export interface Forgery {
  evidence: EvidencePackage;
  record: VerdictRecord;
  manifest: TrustManifest;
  /** Changes the content of the first input of a kind, and the manifest's name for it. */
  alterInput(kind: TrustInputKind, change: (content: string) => string): void;
}

/** The bank itself, with its own key, writes other evidence: every digest fits, every signature of its own too. */
export async function forge(
  setting: Setting,
  evidence: EvidencePackage,
  change: (forgery: Forgery) => void,
): Promise<EvidencePackage> {
  const forged = structuredClone(evidence);
  const { record } = parseVerdictRecord(forged.verdictRecord);
  const isManifest = ({ kind }: TrustInput) => kind === 'manifest';
  const text = forged.trustInputs.find(isManifest)?.content ?? '';
  let manifest = JSON.parse(text) as TrustManifest;
  forged.trustInputs = forged.trustInputs.filter((input) => !isManifest(input));
  change({
    evidence: forged,
    record,
    get manifest() {
      return manifest;
    },
    alterInput(kind, alter) {
      const input = forged.trustInputs.find((one) => one.kind === kind);
      if (input === undefined) throw new Error(`the evidence holds no ${kind}`);
      const before = trustInputDigest(input);
      input.content = alter(input.content);
      manifest = JSON.parse(JSON.stringify(manifest).replaceAll(before, trustInputDigest(input))) as TrustManifest;
    },
  });
  const input = trustManifestInput(manifest);
  forged.trustInputs.unshift(input);
  record.trust = trustInputDigest(input);
  record.shown = forged.shown && shownDigest(forged.shown);
  const { access, x5c } = await openMember(setting, 'bank');
  forged.verdictRecord = await createJws({ typ: VERDICT_RECORD_TYPE, x5c }, record as unknown as JsonObject, access);
  return forged;
}

async function openMember({ config, cooperative }: Setting, slug: string): Promise<AskingMember> {
  const keyStore = await openKeyStore(config, { clock: () => cooperative.time.now * 1000, random: platformRandom });
  const members = await openAskingMembers(config, keyStore.organisationKeys);
  await keyStore.close();
  const found = members.find((member) => member.slug === slug);
  if (found === undefined) throw new Error(`there is no ${slug}`);
  return found;
}
