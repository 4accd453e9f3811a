import { COLLEGES, type College, type CollegeResult, type Tally } from '#ledger';

/** One member one vote: quorum of the electorate, then the majority of those that did not abstain; a tie is no. */
export function decideCollege({ electorate, yes, no, abstain }: Tally, quorumPercent: number): CollegeResult {
  const votes = yes + no + abstain;
  // In whole numbers, so that every machine agrees.
  if (votes === 0 || votes * 100 < quorumPercent * electorate) return 'no_quorum';
  return yes > no ? 'yes' : 'no';
}

/** One college one vote, unanimous across the three that hold consensus. */
export function decideResult(
  tallies: Record<College, Tally>,
  quorumPercent: number,
): { adopted: boolean; results: Record<College, CollegeResult> } {
  const decided = COLLEGES.map((college) => [college, decideCollege(tallies[college], quorumPercent)] as const);
  const results = Object.fromEntries(decided) as Record<College, CollegeResult>;
  return { adopted: decided.every(([, result]) => result === 'yes'), results };
}
