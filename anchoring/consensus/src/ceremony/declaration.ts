import { isIPv4 } from 'node:net';
import { z } from 'zod';
import { canonicalJson, domainMessage, encodeUtf8, type Domain } from '#primitives';
import { COLLEGES, type College } from '#ledger';

const DECLARATION: Domain = 'incola:ceremony-declaration:1';
const POSSESSION: Domain = 'incola:validator-possession:1';

const octets = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const signature = z.string().regex(/^[A-Za-z0-9_-]{86}$/);

/** What a member says in public of itself and of one node that it will run. */
export type Declaration = z.infer<typeof declarationShape>;

export const declarationShape = z.strictObject({
  format: z.literal('incola-ceremony-declaration'),
  version: z.literal(1),
  /** The plan's name. */
  ceremony: z.string().max(64),
  member: z.strictObject({
    did: z.string().regex(/^did:web:[A-Za-z0-9.%:~_-]{1,500}$/),
    name: z.string().min(1).max(200),
    legalId: z.string().min(1).max(64),
    college: z.enum(COLLEGES as [College, ...College[]]),
    /** Signs the member's ledger transactions, and this declaration. */
    ledgerKey: z.strictObject({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), x: octets }),
  }),
  validator: z.strictObject({
    publicKey: octets,
    /** The validator key's signature over {@link possessionMessage}. */
    possession: signature,
  }),
  node: z.strictObject({
    id: z.string().regex(/^[0-9a-f]{40}$/),
    /** Where its peers reach it: IPv4. */
    address: z.string().refine(isIPv4, 'no IPv4 address'),
    port: z.int().min(1).max(65_535),
  }),
});

/** A declaration with its member's signature over {@link declarationMessage}. */
export type SignedDeclaration = z.infer<typeof signedDeclarationShape>;

export const signedDeclarationShape = z.strictObject({ declaration: declarationShape, signature });

/**
 * What the validator's key signs, so that nobody declares a key that he does not hold, nor another member's. It is never a
 * canonical vote: those begin with their length and a type.
 */
export function possessionMessage({ ceremony, member, validator, node }: DeclarationToPossess): Uint8Array {
  const { did, college } = member;
  const said = { ceremony, member: did, college, publicKey: validator.publicKey, nodeId: node.id };
  return domainMessage(POSSESSION, encodeUtf8(canonicalJson(said)));
}

type DeclarationToPossess = Pick<Declaration, 'ceremony' | 'member' | 'node'> & { validator: { publicKey: string } };

export function declarationMessage(declaration: Declaration): Uint8Array {
  return domainMessage(DECLARATION, encodeUtf8(canonicalJson(declaration)));
}
