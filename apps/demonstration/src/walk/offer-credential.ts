import { readOffer } from '#holder';
import { expectThat } from './expect-evidence.js';
import { findCustomer } from './import-customers.js';
import { textOf } from './text-of.js';
import { found, type Evidence, type Walk } from './walk-step.js';

/** Step 2: one customer is offered a credential, for one use; the transaction code goes apart. */
export async function offerCredential(walk: Walk): Promise<Evidence> {
  const subjectRecordId = await findCustomer(walk, found(walk, 'customer'));
  expectThat(subjectRecordId !== undefined, 'The customer is found by her number.');
  const created = await walk.utility.call('POST', '/api/v1/offers', { subjectRecordId });
  const link = textOf(created.credentialOffer);
  const transactionCode = textOf(created.transactionCode);
  expectThat(!link.includes(transactionCode), 'The link does not carry the transaction code.');
  const preview = await readOffer(walk.holder.fetch, link);
  const { length = 0 } = preview.transactionCode ?? {};
  expectThat(length === transactionCode.length, 'The offer says how long the transaction code is.');
  const expiresAt = Date.parse(textOf(created.expiresAt));
  expectThat(expiresAt > walk.clock(), 'The offer expires in the future.');
  Object.assign(walk.facts, { subjectRecordId, offer: preview, transactionCode });
  const days = Math.round((expiresAt - walk.clock()) / 86_400_000);
  return {
    sentences: [
      `Offered by ${preview.issuer.credential_issuer}: ${preview.configurationId}, one use, valid for ${days} days.`,
      `The link has ${link.length} characters; the transaction code of ${length} digits goes by another channel.`,
    ],
    figures: {
      configuration: preview.configurationId,
      transactionCodeLength: length,
      expiresAt: created.expiresAt ?? '',
    },
  };
}
