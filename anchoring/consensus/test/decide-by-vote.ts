import type { Genesis, ProposalSubject } from '#ledger';
import { people, type Person } from '../../contract/test/founded-cooperative.js';
import { ALL_YES, governedGenesis, GovernedLedger, MIN_VOTING_SECONDS } from '../../contract/test/governed-ledger.js';
import { firstValidators, signedFor, withNetwork, type FictiveEngine } from './fictive-engine.js';

/** A cooperative that decides by vote, on a network of its own. */
export function governedNetwork(changes: Partial<Genesis> = {}, validators = firstValidators): Genesis {
  return withNetwork({ ...governedGenesis, ...changes }, validators);
}

/**
 * Proposes, votes, waits and closes: three blocks with a content.
 * @param id of the proposal
 * @returns the block that closes
 */
export async function decideByVote(
  engine: FictiveEngine,
  subject: ProposalSubject,
  id: string,
  contractVersion = 1,
): ReturnType<FictiveEngine['makeBlock']> {
  const write = signedFor(engine.options.genesis);
  const version = { contractVersion };
  const closesAt = engine.time + MIN_VOTING_SECONDS;
  const proposal = { ...new GovernedLedger().proposalOf(subject, 'bank', id), opensAt: engine.time, closesAt };
  const proposed = await engine.makeBlock([await write('propose', { proposal }, ['bank'], version)]);
  if (proposed.proposed.length === 0) throw new Error(`the proposal ${id} was not accepted`);
  const votes = (Object.keys(ALL_YES) as Person[]).map((person) => {
    const ballot = {
      proposal: id,
      member: people[person].did,
      choice: 'yes' as const,
      counter: 1,
      statementDigest: null,
    };
    return write('vote', { ballot }, [person], version);
  });
  await engine.makeBlock(await Promise.all(votes));
  engine.time += MIN_VOTING_SECONDS;
  return engine.makeBlock([await write('close_proposal', { proposal: id }, ['residents'], version)]);
}
