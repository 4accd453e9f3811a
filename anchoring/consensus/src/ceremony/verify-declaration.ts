import { decodeBase64url, refusal } from '#primitives';
import { verifyWithNodeCryptoSync } from '#identity';
import { declarationMessage, possessionMessage, type SignedDeclaration } from './declaration.js';

/**
 * Checks what a declaration proves by itself: that its member signed it, for this ceremony, and that the validator's key is
 * held by whoever made it. Who the member is, is for the people to say who read the digest to each other.
 * @param ceremony the plan's name
 * @throws `declaration_of_another_ceremony`, `declaration_not_signed`, `possession_not_proved`
 */
export function verifyDeclaration({ declaration, signature }: SignedDeclaration, ceremony: string): void {
  const { member, validator } = declaration;
  if (declaration.ceremony !== ceremony) {
    throw refusal('declaration_of_another_ceremony', `${member.did} declared for ${declaration.ceremony}.`);
  }
  const message = declarationMessage(declaration);
  if (!verifyWithNodeCryptoSync({ publicJwk: member.ledgerKey, message, signature: decodeBase64url(signature) })) {
    throw refusal('declaration_not_signed', `The declaration of ${member.did} is not signed with its ledger key.`);
  }
  const proof = {
    publicJwk: { kty: 'OKP', crv: 'Ed25519', x: validator.publicKey } as const,
    message: possessionMessage(declaration),
    signature: decodeBase64url(validator.possession),
  };
  if (!verifyWithNodeCryptoSync(proof)) {
    throw refusal('possession_not_proved', `${member.did} does not prove that it holds its validator's key.`);
  }
}
