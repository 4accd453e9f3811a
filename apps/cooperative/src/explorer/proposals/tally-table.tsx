import { COLLEGES, type ProposalRecord, type Tally } from '#ledger';
import { DataTable, type Locale } from '#look';
import { PAGES_MESSAGES } from '../page/pages.messages.js';
import { PROPOSALS_MESSAGES } from './proposals.messages.js';

/** The votes, college by college, with the result of each once it stands. */
export function TallyTable({ proposal, locale }: { proposal: ProposalRecord; locale: Locale }) {
  const messages = PROPOSALS_MESSAGES[locale];
  const { tallies, quorumPercent, closing } = proposal;
  return (
    <DataTable
      caption={messages.tallyCaption(quorumPercent)}
      empty=""
      columns={[
        messages.college,
        messages.choice.yes,
        messages.choice.no,
        messages.choice.abstain,
        messages.turnout,
        messages.result,
      ]}
      rows={COLLEGES.map((college) => {
        const { yes, no, abstain, electorate } = tallies[college];
        return [
          PAGES_MESSAGES[locale].colleges[college],
          String(yes),
          String(no),
          String(abstain),
          messages.turnoutOf(yes + no + abstain, electorate, quorumOf(tallies[college], quorumPercent)),
          closing === null ? messages.stillOpen : messages.collegeResult[closing.results[college]],
        ];
      })}
    />
  );
}

function quorumOf({ yes, no, abstain, electorate }: Tally, quorumPercent: number): 'reached' | 'missed' {
  const voted = yes + no + abstain;
  return voted > 0 && voted * 100 >= electorate * quorumPercent ? 'reached' : 'missed';
}
