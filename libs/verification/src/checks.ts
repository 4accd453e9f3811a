import type { Check } from './check.js';
import { answerShape } from './checks/answer-shape.js';
import { contractInForce } from './checks/contract-in-force.js';
import { evidenceDate } from './checks/evidence-date.js';
import { guesses } from './checks/guesses.js';
import { issuerAccredited } from './checks/issuer-accredited.js';
import { issuerChain } from './checks/issuer-chain.js';
import { deviceAuthentication } from './checks/mdoc/device-authentication.js';
import { deviceElements } from './checks/mdoc/device-elements.js';
import { deviceKey } from './checks/mdoc/device-key.js';
import { deviceSignature } from './checks/mdoc/device-signature.js';
import { documentType } from './checks/mdoc/document-type.js';
import { elementDigests } from './checks/mdoc/element-digests.js';
import { mdocFormat } from './checks/mdoc/mdoc-format.js';
import { mdocSignature } from './checks/mdoc/mdoc-signature.js';
import { mdocValidity } from './checks/mdoc/mdoc-validity.js';
import { queryAnswered } from './checks/query-answered.js';
import { questionCovered } from './checks/question-covered.js';
import { credentialFormat } from './checks/sd-jwt-vc/credential-format.js';
import { credentialSignature } from './checks/sd-jwt-vc/credential-signature.js';
import { credentialType } from './checks/sd-jwt-vc/credential-type.js';
import { credentialValidity } from './checks/sd-jwt-vc/credential-validity.js';
import { disclosures } from './checks/sd-jwt-vc/disclosures.js';
import { holderKey } from './checks/sd-jwt-vc/holder-key.js';
import { keyBindingAudience } from './checks/sd-jwt-vc/key-binding-audience.js';
import { keyBindingFreshness } from './checks/sd-jwt-vc/key-binding-freshness.js';
import { keyBindingHash } from './checks/sd-jwt-vc/key-binding-hash.js';
import { keyBindingNonce } from './checks/sd-jwt-vc/key-binding-nonce.js';
import { keyBindingPresent } from './checks/sd-jwt-vc/key-binding-present.js';
import { keyBindingSignature } from './checks/sd-jwt-vc/key-binding-signature.js';
import { keyBindingType } from './checks/sd-jwt-vc/key-binding-type.js';
import { typeMetadata } from './checks/sd-jwt-vc/type-metadata.js';
import { stateProofFresh } from './checks/state-proof-fresh.js';
import { statusAnchored } from './checks/status-anchored.js';
import { issuerDid } from './checks/jwt-vc/issuer-did.js';
import { jwtVcClaims } from './checks/jwt-vc/jwt-vc-claims.js';
import { jwtVcFormat } from './checks/jwt-vc/jwt-vc-format.js';
import { jwtVcSignature } from './checks/jwt-vc/jwt-vc-signature.js';
import { jwtVcType } from './checks/jwt-vc/jwt-vc-type.js';
import { jwtVcValidity } from './checks/jwt-vc/jwt-vc-validity.js';
import { jwtVpAudience } from './checks/jwt-vc/jwt-vp-audience.js';
import { jwtVpFreshness } from './checks/jwt-vc/jwt-vp-freshness.js';
import { jwtVpHolder } from './checks/jwt-vc/jwt-vp-holder.js';
import { jwtVpNonce } from './checks/jwt-vc/jwt-vp-nonce.js';
import { jwtVpSignature } from './checks/jwt-vc/jwt-vp-signature.js';
import { statusFetched } from './checks/status-fetched.js';
import { statusFresh } from './checks/status-fresh.js';
import { statusReference } from './checks/status-reference.js';
import { statusSigner } from './checks/status-signer.js';
import { statusSubject } from './checks/status-subject.js';
import { transactionData } from './checks/transaction-data.js';
import { trustedAuthorities } from './checks/trusted-authorities.js';
import { status } from './checks/status.js';

/**
 * All that is checked of an answer, in order: the one list. A check that gives a fact stands before those that need it
 * (a test says so), and each has a scenario in test/guards that notices when it is gone. A check that names formats judges
 * their presentations only; its file lies in the format's folder.
 */
export const VERIFICATION_CHECKS = [
  // Of the whole answer: may this be decided at all?
  stateProofFresh,
  contractInForce,
  questionCovered,
  guesses,
  answerShape,
  // Of each presentation. The credential: whose word is it, and does it still stand?
  credentialFormat,
  credentialType,
  mdocFormat,
  documentType,
  jwtVcFormat,
  jwtVcType,
  issuerChain,
  issuerDid,
  issuerAccredited,
  trustedAuthorities,
  credentialSignature,
  credentialValidity,
  mdocSignature,
  mdocValidity,
  jwtVcSignature,
  jwtVcValidity,
  statusReference,
  statusFetched,
  statusSubject,
  statusSigner,
  statusFresh,
  statusAnchored,
  status,
  // What it says: is it what was asked, and no more?
  disclosures,
  elementDigests,
  deviceElements,
  jwtVcClaims,
  typeMetadata,
  queryAnswered,
  evidenceDate,
  // The holder: did he answer this request, now?
  holderKey,
  keyBindingPresent,
  keyBindingType,
  keyBindingSignature,
  keyBindingAudience,
  keyBindingNonce,
  keyBindingFreshness,
  keyBindingHash,
  deviceKey,
  deviceAuthentication,
  deviceSignature,
  jwtVpHolder,
  jwtVpSignature,
  jwtVpAudience,
  jwtVpNonce,
  jwtVpFreshness,
  transactionData,
] as const satisfies readonly Check[];

type ListedCheck = (typeof VERIFICATION_CHECKS)[number];
export type CheckName = ListedCheck['name'];
/** All that the check of this name can say besides `ok`. */
export type CheckCode<Name extends CheckName> = Extract<ListedCheck, { name: Name }>['codes'][number];
