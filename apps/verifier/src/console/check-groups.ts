import type { CheckName } from '#verification';

/** What a group of checks asks, in the order in which a clerk would. */
export const CHECK_GROUPS = ['question', 'issuer', 'credential', 'status', 'content', 'holder'] as const;
export type CheckGroup = (typeof CHECK_GROUPS)[number];

/** A check that is added finds no group by itself: the compiler asks for one. */
const GROUP_OF: Readonly<Record<CheckName, CheckGroup>> = {
  'state-proof-fresh': 'question',
  'contract-in-force': 'question',
  'question-covered': 'question',
  guesses: 'question',
  'answer-shape': 'question',
  'issuer-chain': 'issuer',
  'issuer-did': 'issuer',
  'issuer-accredited': 'issuer',
  'trusted-authorities': 'issuer',
  'credential-format': 'credential',
  'credential-type': 'credential',
  'credential-signature': 'credential',
  'credential-validity': 'credential',
  'mdoc-format': 'credential',
  'document-type': 'credential',
  'mdoc-signature': 'credential',
  'mdoc-validity': 'credential',
  'jwt-vc-format': 'credential',
  'jwt-vc-type': 'credential',
  'jwt-vc-signature': 'credential',
  'jwt-vc-validity': 'credential',
  'type-metadata': 'credential',
  'status-reference': 'status',
  'status-fetched': 'status',
  'status-subject': 'status',
  'status-signer': 'status',
  'status-fresh': 'status',
  'status-anchored': 'status',
  status: 'status',
  disclosures: 'content',
  'element-digests': 'content',
  'device-elements': 'content',
  'jwt-vc-claims': 'content',
  'query-answered': 'content',
  'evidence-date': 'content',
  'holder-key': 'holder',
  'key-binding-present': 'holder',
  'key-binding-type': 'holder',
  'key-binding-signature': 'holder',
  'key-binding-audience': 'holder',
  'key-binding-nonce': 'holder',
  'key-binding-freshness': 'holder',
  'key-binding-hash': 'holder',
  'device-key': 'holder',
  'device-authentication': 'holder',
  'device-signature': 'holder',
  'jwt-vp-holder': 'holder',
  'jwt-vp-signature': 'holder',
  'jwt-vp-audience': 'holder',
  'jwt-vp-nonce': 'holder',
  'jwt-vp-freshness': 'holder',
  'transaction-data': 'holder',
};

/** Of a check that a record of another version names and this one doesn't: with the credential. */
export function groupOf(check: string): CheckGroup {
  return (GROUP_OF as Readonly<Record<string, CheckGroup | undefined>>)[check] ?? 'credential';
}
