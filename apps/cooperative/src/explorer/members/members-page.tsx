import { COLLEGES, type MemberRecord } from '#ledger';
import { DataTable, Moment, type Locale } from '#look';
import { linkTo } from '../page/links.js';
import { Pager } from '../page/pager.js';
import { PAGES_MESSAGES } from '../page/pages.messages.js';
import { StatusMark } from '../page/status-mark.js';
import { MEMBERS_MESSAGES } from './members.messages.js';

export interface MembersPageProps {
  locale: Locale;
  members: readonly MemberRecord[];
  cursor: string | undefined;
  next: string | undefined;
}

export function MembersPage({ locale, members, cursor, next }: MembersPageProps) {
  const messages = MEMBERS_MESSAGES[locale];
  const { colleges, memberStatus } = PAGES_MESSAGES[locale];
  return (
    <>
      <h1>{messages.title}</h1>
      <p class="l-lead">{messages.lead}</p>
      {COLLEGES.map((college) => (
        <section key={college} id={college} class="l-stack">
          <h2>{colleges[college]}</h2>
          <DataTable
            caption={messages.caption(colleges[college])}
            empty={messages.empty}
            columns={[messages.name, messages.legalId, messages.since, messages.status]}
            rows={members
              .filter((member) => member.college === college)
              .map(({ did, name, legalId, admittedAt, status }) => [
                <a href={linkTo.member(did)}>{name}</a>,
                legalId,
                <Moment seconds={admittedAt} locale={locale} precision="day" />,
                <StatusMark status={status} word={memberStatus[status]} />,
              ])}
          />
        </section>
      ))}
      <Pager locale={locale} href={linkTo.members} cursor={cursor} next={next} order="name" />
    </>
  );
}
