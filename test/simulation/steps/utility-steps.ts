import { customerFile } from '../customers.js';
import type { Step } from './step.js';

/** A file with one new customer, or yesterday's again, or one of customers who moved. */
export const importFile: Step = async (world) => {
  const kind = world.random.weighted({ 'new customer': 3, 'the same again': 1, moved: 1 });
  const known = world.citizens.map(({ kept }) => kept.customer);
  const street = kind === 'moved' ? '14 rue des Chimères' : undefined;
  const file = customerFile(kind === 'new customer' ? [world.newCustomer()] : known, street);
  const { status, body } = await world.clients.operator.send('POST', 'imports', file, 'text/csv');
  const { accepted, unchanged, suppressed } = body;
  return `${kind}: ${status}, ${Number(accepted)} accepted, ${Number(unchanged)} unchanged, ${Number(suppressed)} suppressed`;
};

export const offerCredential: Step = async (world) => {
  const citizen = world.random.pick(world.citizens);
  const { subjectRecordId } = citizen.kept;
  const { status, body } = await world.clients.operator.send('POST', 'offers', JSON.stringify({ subjectRecordId }));
  if (status !== 201 && status !== 200) return `to ${citizen.name}: ${status}`;
  const [link, transactionCode] = [body['credentialOffer'] as string, body['transactionCode'] as string];
  world.offers.push({ citizen, link, transactionCode });
  return `to ${citizen.name}`;
};

export const revokeCredentials: Step = async (world) => {
  const citizen = world.random.pick(world.citizens);
  const path = `subject-records/${citizen.kept.subjectRecordId}/revocation`;
  const { status } = await world.clients.operator.send('POST', path, JSON.stringify({ reason: 'moved_out' }));
  return `of ${citizen.name}: ${status}`;
};

export const eraseCustomer: Step = async (world) => {
  const citizen = world.random.pick(world.citizens);
  const { status } = await world.clients.operator.send('DELETE', `subject-records/${citizen.kept.subjectRecordId}`);
  return `${citizen.name}: ${status}`;
};
