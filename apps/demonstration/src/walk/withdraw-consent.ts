import { commitmentOf, type WithdrawalDelivery } from '#consent';
import { withdrawConsent } from '#holder';
import { parseLedgerProof, verifyLedgerProof } from '#ledger';
import { decodeBase64url, encodeBase64url, encodeUtf8, isJsonObject } from '#primitives';
import { historyEntry } from './anchor-receipts.js';
import { expectThat, waitFor } from './expect-evidence.js';
import { textOf } from './text-of.js';
import { CITY, found, type Evidence, type Walk } from './walk-step.js';

const WAIT_SECONDS = 90;

/** Step 10: withdrawn at the city, which erases, and at the bank, which the law obliges to keep and which says until when. */
export async function withdrawFromBoth(walk: Walk): Promise<Evidence> {
  const atCity = await withdrawConsent(walk.holder, historyEntry(walk, found(walk, 'cityPresentation')));
  expectThat(atCity.outcome === 'erased', 'The city erases.');
  const event = await waitFor('webhook of the withdrawal', WAIT_SECONDS, walk.clock, async () =>
    walk.receiver.events(CITY).find(({ type }) => type === 'verification.withdrawn'),
  );
  const told = await walk.city.call('GET', `/api/v1/withdrawals/${textOf(event.data.withdrawal)}`);
  expectThat(told.outcome === 'erased', 'The city is told what was withdrawn.');
  const cityView = await walk.city.call('GET', `/api/v1/verifications/${found(walk, 'cityQuestion').verificationId}`);
  expectThat(cityView.status === 'redacted' && cityView.answer === undefined, 'The city reads nothing any more.');
  const erasure = await anchoredAnswer(walk, found(walk, 'cityPresentation'), 'erasure');

  const atBank = await withdrawConsent(walk.holder, historyEntry(walk, found(walk, 'bankPresentation')));
  expectThat(atBank.outcome === 'restricted', 'The bank restricts.');
  const bankQuestion = found(walk, 'sameAddresses')[0]?.verificationId ?? '';
  const bankView = await walk.bank.call('GET', `/api/v1/verifications/${bankQuestion}`);
  const withheld = bankView.withheld !== undefined && isJsonObject(bankView.withheld) ? bankView.withheld.code : '';
  expectThat(withheld === 'restricted' && bankView.answer === undefined, 'The bank does not use it any more.');
  const restriction = await anchoredAnswer(walk, found(walk, 'bankPresentation'), 'restriction');
  const endsAt = new Date(atBank.endsAt * 1000).toISOString().slice(0, 10);
  return {
    sentences: [
      `The city was told by webhook (signature verified), erased, and anchored its answer in period ${erasure}.`,
      `The bank restricted until ${endsAt} and anchored its answer in period ${restriction}: "${atBank.reason.en}"`,
    ],
    figures: {
      city: 'erased',
      webhook: event.type,
      bank: 'restricted',
      bankReason: atBank.reason.en,
      bankEndsAt: endsAt,
    },
  };
}

/** Waits for the ledger proof of a verifier's signed answer, and verifies it. @returns the period of its anchor */
async function anchoredAnswer(walk: Walk, presentation: string, kind: 'erasure' | 'restriction'): Promise<number> {
  const delivery = historyEntry(walk, presentation).withdrawal?.delivery;
  expectThat(delivery !== undefined, 'The wallet keeps the answer.');
  const text = await waitFor('ledger proof of the withdrawal', WAIT_SECONDS, walk.clock, () =>
    fetchProof(walk, delivery),
  );
  const proof = parseLedgerProof(text);
  const commitment = commitmentOf(kind, decodeBase64url(delivery.salt), encodeUtf8(delivery.answer));
  const ours = proof.kind === 'anchored_commitment' && proof.commitment === encodeBase64url(commitment);
  expectThat(ours, 'The proof is of this answer.');
  const { genesis } = walk.cooperation.trustFile;
  return (await verifyLedgerProof(proof, genesis, walk.holder.verifySignature)).anchor.period;
}

async function fetchProof(walk: Walk, { ledger_proof_uri }: WithdrawalDelivery): Promise<string | undefined> {
  const answer = await walk.holder.fetch(ledger_proof_uri, { method: 'GET' });
  return answer.status === 200 ? answer.text() : undefined;
}
