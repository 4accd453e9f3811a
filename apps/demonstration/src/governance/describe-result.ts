import { COLLEGES, type College, type CollegeResult, type ProposalRecord } from '#ledger';
import { assertOurs } from '#primitives';

const NAMES: Readonly<Record<College, string>> = {
  service_providers: 'service providers',
  data_providers: 'data providers',
  citizens: 'citizens',
};

/** What each college said, once it was counted. */
export function resultsOf({ closing }: ProposalRecord): Record<College, CollegeResult> {
  assertOurs(closing, 'a closed proposal has results');
  return closing.results;
}

/** One sentence a college: its votes, and what they come to. */
export function describeResult(proposal: ProposalRecord): string[] {
  const results = resultsOf(proposal);
  return COLLEGES.map((college) => {
    const { electorate, yes, no, abstain } = proposal.tallies[college];
    const counted = `${yes} yes, ${no} no, ${abstain} abstentions of ${electorate}`;
    return `  ${NAMES[college].padEnd(17)} ${counted}: ${results[college]}`;
  });
}
