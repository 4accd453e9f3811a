import { ask, endQuestion, poll } from './asking-steps.js';
import type { Step } from './step.js';
import { eraseCustomer, importFile, offerCredential, revokeCredentials } from './utility-steps.js';

/** What meets at a service within one moment; wallets are left out, whose cryptography ends when the machine pleases. */
const TOGETHER: readonly Step[] = [importFile, offerCredential, revokeCredentials, eraseCustomer, ask];

/** Two people do something at the same moment. */
export const twoAtOnce: Step = async (world) => {
  const possible = world.questions.length > 0 ? [...TOGETHER, poll, endQuestion] : TOGETHER;
  const steps = [world.random.pick(possible), world.random.pick(possible)];
  const results = await Promise.allSettled(steps.map((step) => step(world)));
  const failed = results.find((result) => result.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return results.map((result) => (result.status === 'fulfilled' ? result.value : '')).join(' · ');
};
