import { decodeBase64url, refusal } from '#primitives';
import { genesisDigest } from '#ledger';
import { verifyWithNodeCryptoSync } from '#identity';
import type { CeremonyPlan } from './ceremony-plan.js';
import type { SignedDeclaration } from './declaration.js';
import { foundNetwork, type FoundedNetwork } from './found-network.js';
import { joinDeclaration } from './join-declarations.js';
import { signOffMessage, type SignOff } from './sign-off.js';
import { entryDigest, type Transcript, type TranscriptEntry } from './transcript.js';
import { verifyDeclaration } from './verify-declaration.js';

/** Members declare. */
export interface OpenCeremony {
  state: 'open';
  plan: CeremonyPlan;
  declared: readonly SignedDeclaration[];
}

/** The network is computed; members check and sign off. */
export interface FoundedCeremony extends Omit<OpenCeremony, 'state'> {
  state: 'founded';
  network: FoundedNetwork;
  /** `genesisDigest`, base64url: what is read out loud. */
  digest: string;
  /** Digest of the founding's entry. */
  founding: string;
  signOffs: readonly SignOff[];
}

/** Every member signed off. */
export interface SealedCeremony extends Omit<FoundedCeremony, 'state'> {
  state: 'sealed';
}

export type Ceremony = OpenCeremony | FoundedCeremony | SealedCeremony;

/**
 * Goes through a ceremony again, and checks each of its steps anew: nothing in a transcript is believed.
 * @throws `ceremony_out_of_order`, `sign_off_repeated`, `sign_off_of_nobody`, `sign_off_of_another_network`,
 *   `sign_off_not_signed`, `genesis_differs`, and the codes of declarations and of founding
 */
export function replayCeremony({ entries }: Transcript): Ceremony {
  const [first, ...rest] = entries;
  if (first?.content.step !== 'plan') throw outOfOrder('A ceremony begins with its plan.');
  const begun: Ceremony = { state: 'open', plan: first.content.plan, declared: [] };
  return rest.reduce(advance, begun);
}

function advance(ceremony: Ceremony, entry: TranscriptEntry): Ceremony {
  const { content } = entry;
  switch (content.step) {
    case 'plan':
      throw outOfOrder('A ceremony has one plan.');
    case 'declaration':
      if (ceremony.state !== 'open') throw outOfOrder('Nobody declares after the founding.');
      verifyDeclaration(content.declared, ceremony.plan.name);
      joinDeclaration(ceremony.declared, content.declared);
      return { ...ceremony, declared: [...ceremony.declared, content.declared] };
    case 'founding':
      if (ceremony.state !== 'open') throw outOfOrder('A network is founded once.');
      return found(ceremony, entry, content.genesis);
    case 'sign_off':
      if (ceremony.state !== 'founded') throw outOfOrder('Members sign off between founding and seal.');
      return signOff(ceremony, content.signOff);
  }
}

function found(ceremony: OpenCeremony, entry: TranscriptEntry, claimed: string): FoundedCeremony {
  const declarations = ceremony.declared.map(({ declaration }) => declaration);
  const network = foundNetwork(ceremony.plan, declarations);
  const digest = genesisDigest(network.trust.genesis);
  if (digest !== claimed) {
    throw refusal('genesis_differs', 'Plan and declarations make another genesis than the transcript says.');
  }
  return { ...ceremony, state: 'founded', network, digest, founding: entryDigest(entry), signOffs: [] };
}

function signOff(ceremony: FoundedCeremony, given: SignOff): FoundedCeremony | SealedCeremony {
  const { plan, declared, digest, founding, signOffs } = ceremony;
  const its = declared.find(({ declaration }) => declaration.member.did === given.member);
  if (its === undefined) throw refusal('sign_off_of_nobody', `${given.member} has declared nothing.`);
  if (signOffs.some(({ member }) => member === given.member)) {
    throw refusal('sign_off_repeated', `${given.member} signed off already.`);
  }
  if (given.genesis !== digest || given.founding !== founding) {
    throw refusal('sign_off_of_another_network', `${given.member} signed off on another network.`);
  }
  const publicJwk = its.declaration.member.ledgerKey;
  const [message, signature] = [signOffMessage(plan.name, given), decodeBase64url(given.signature)];
  if (!verifyWithNodeCryptoSync({ publicJwk, message, signature })) {
    throw refusal('sign_off_not_signed', `The sign-off of ${given.member} is not signed with its ledger key.`);
  }
  const signed = { ...ceremony, signOffs: [...signOffs, given] };
  return missingSignOffs(signed).length === 0 ? { ...signed, state: 'sealed' } : signed;
}

/** Members who declared and have not signed off. */
export function missingSignOffs({ declared, signOffs }: FoundedCeremony | SealedCeremony): string[] {
  const given = new Set(signOffs.map(({ member }) => member));
  const members = new Set(declared.map(({ declaration }) => declaration.member.did));
  return [...members].filter((did) => !given.has(did));
}

function outOfOrder(sentence: string) {
  return refusal('ceremony_out_of_order', sentence);
}

/** @throws `ceremony_out_of_order` */
export function requireFounded(ceremony: Ceremony): FoundedCeremony | SealedCeremony {
  if (ceremony.state === 'open') throw outOfOrder('The network is not founded yet.');
  return ceremony;
}
