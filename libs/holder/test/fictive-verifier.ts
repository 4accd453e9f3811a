import { compactDecrypt, importJWK } from 'jose';
import {
  commitmentOf,
  createReceipt,
  signReceipt,
  signWithdrawalAnswer,
  type NoticeDelivery,
  type Receipt,
  type SignedWithdrawalAnswer,
  type WithdrawalStatement,
} from '#consent';
import type { LedgerFetch } from '#ledger';
import { encodeBase64url, encodeUtf8, jwkThumbprint, platformRandom, type PublicJwk } from '#primitives';
import { parseSdJwtVc } from '#sd-jwt-vc';
import { CITY, NOW, type Asker, type Scene } from './make-scene.js';

/** The other side of a presentation, as a `fetch` that answers for it and keeps what it was sent. */
export interface FictiveVerifier {
  fetch: LedgerFetch;
  /** Decrypted `vp_token`s. */
  presented: Record<string, string[]>[];
  /** Error responses, as sent. */
  errors: { error: string | null; state: string | null }[];
  withdrawals: WithdrawalStatement[];
  /** Whether it answers with its receipt as it should, and what it answers otherwise. */
  receiptOf(receipt: Receipt): unknown;
  status: number;
  /** The `redirect_uri` of a refusal. */
  wayBack?: string;
  signedBy: Asker;
}

export function fictiveVerifier(scene: Scene, delivery: () => NoticeDelivery): FictiveVerifier {
  const verifier: FictiveVerifier = {
    presented: [],
    errors: [],
    withdrawals: [],
    status: 200,
    signedBy: scene.city,
    receiptOf: (receipt) => receipt,
    fetch: async (url, init) => {
      const body = typeof init?.body === 'string' ? init.body : '';
      if (String(url).endsWith('/withdrawals')) return json(await answerWithdrawal(verifier, body));
      const form = new URLSearchParams(body);
      const jwe = form.get('response');
      if (jwe === null) {
        verifier.errors.push({ error: form.get('error'), state: form.get('state') });
        return json({});
      }
      const { plaintext } = await compactDecrypt(jwe, await importJWK(scene.encryption, 'ECDH-ES'));
      const { vp_token: vpToken } = JSON.parse(new TextDecoder().decode(plaintext)) as {
        vp_token: Record<string, string[]>;
      };
      verifier.presented.push(vpToken);
      if (verifier.status !== 200)
        return json({ error: 'invalid_request', redirect_uri: verifier.wayBack }, verifier.status);
      return json({ incola_receipt: await deliverReceipt(verifier, delivery(), vpToken) });
    },
  };
  return verifier;
}

async function deliverReceipt(verifier: FictiveVerifier, delivery: NoticeDelivery, vpToken: Record<string, string[]>) {
  const [compact = ''] = Object.values(vpToken)[0] ?? [];
  const { jwk } = parseSdJwtVc(compact).payload.cnf as unknown as { jwk: PublicJwk };
  const withdrawalSecret = platformRandom(32);
  const receipt = createReceipt({
    id: crypto.randomUUID(),
    issuedAt: NOW,
    delivery,
    holderKey: jwkThumbprint(jwk),
    withdrawalSecret,
  });
  const changed = verifier.receiptOf(receipt);
  if (changed === undefined) return undefined;
  const { key: signer, leaf } = verifier.signedBy;
  return {
    receipt: await signReceipt(changed as Receipt, { signer, x5c: [leaf] }),
    salt: encodeBase64url(platformRandom(32)),
    withdrawal_secret: encodeBase64url(withdrawalSecret),
    ledger_proof_uri: 'https://verifier.example/receipts/capability/ledger-proof',
  };
}

async function answerWithdrawal(verifier: FictiveVerifier, body: string) {
  const statement = JSON.parse(body) as WithdrawalStatement;
  verifier.withdrawals.push(statement);
  const { commitment } = statement;
  const answer: SignedWithdrawalAnswer = { version: 1, member: CITY, answeredAt: NOW, outcome: 'erased', commitment };
  const { key: signer, leaf } = verifier.signedBy;
  const salt = platformRandom(32);
  const jws = await signWithdrawalAnswer(answer, { signer, x5c: [leaf] });
  return {
    answer: jws,
    salt: encodeBase64url(commitmentOf('erasure', salt, encodeUtf8(jws))),
    ledger_proof_uri: 'https://verifier.example/receipts/erasure/ledger-proof',
    statement_salt: encodeBase64url(salt),
    statement_ledger_proof_uri: 'https://verifier.example/receipts/statement/ledger-proof',
  };
}

function json(value: unknown, status = 200): Response {
  return new Response(JSON.stringify(value), { status, headers: { 'content-type': 'application/json' } });
}
