import { QUESTIONS } from '../questions.js';
import type { Step } from './step.js';

export const ask: Step = async (world) => {
  const asker = world.random.pick(['bank', 'city'] as const);
  const { status, body } = await world.clients[asker].send('POST', 'verifications', JSON.stringify(QUESTIONS[asker]));
  if (status !== 201) return `the ${asker}: ${status} ${JSON.stringify(body['code'])}`;
  world.questions.push({ asker, id: body['id'] as string, walletLink: body['walletLink'] as string });
  return `the ${asker}`;
};

export const poll: Step = async ({ random, questions, clients }) => {
  const { asker, id } = random.pick(questions);
  const { status, body } = await clients[asker].send('GET', `verifications/${id}`);
  return `the ${asker}: ${status} ${JSON.stringify(body['status'])}`;
};

/** The clerk takes a question back, or what was answered is not needed any more. */
export const endQuestion: Step = async ({ random, questions, clients }) => {
  const { asker, id } = random.pick(questions);
  const ending = random.pick(['cancellation', 'redaction'] as const);
  const { status } = await clients[asker].send('POST', `verifications/${id}/${ending}`);
  return `${ending} by the ${asker}: ${status}`;
};
