import { createLedgerTransactionBody, genesisDigest, signLedgerTransaction } from '#ledger';
import { platformRandom } from '#primitives';
import { CITY_CONTRACT, type TestCooperation } from '../flows/cooperation.js';

/** What the founders of the three colleges decide about the city's contract. @param sequence one more each time */
export async function setCityContract(
  cooperation: TestCooperation,
  status: 'suspended' | 'in_force',
  sequence: number,
): Promise<void> {
  const { genesis } = cooperation.trustFile;
  const body = createLedgerTransactionBody(
    'set_status',
    { subject: { kind: 'contract', id: CITY_CONTRACT }, status, sequence },
    {
      genesis: genesisDigest(genesis),
      contractVersion: genesis.parameters.contractVersion,
      random: platformRandom,
      expiryHeight: (await cooperation.cooperative.ledger.head()).height + 1000,
    },
  );
  const outcome = await cooperation.submit(await signLedgerTransaction(body, cooperation.stolen.founders));
  if (outcome !== 'accepted') throw new Error(`The decision was ${outcome}.`);
  await cooperation.settle();
}
