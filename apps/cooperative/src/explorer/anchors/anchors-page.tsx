import { DataTable, Moment } from '#look';
import type { DescriptionTools } from '../decisions/describe-decision.js';
import { topicOfStatusList } from '../index/topics-of.js';
import { Digest } from '../page/digest.js';
import { linkTo } from '../page/links.js';
import { Pager } from '../page/pager.js';
import { PAGES_MESSAGES } from '../page/pages.messages.js';
import { ANCHORS_MESSAGES } from './anchors.messages.js';
import type { AnchorsView, MemberAnchors } from './read-anchors.js';

export function AnchorsPage({ view, tools }: { view: AnchorsView; tools: DescriptionTools }) {
  const { locale, names, periodSeconds } = tools;
  const messages = ANCHORS_MESSAGES[locale];
  return (
    <>
      <h1>{messages.title}</h1>
      <p class="l-lead">{messages.lead}</p>
      <p>
        {messages.lookUp} <a href={linkTo.find}>{PAGES_MESSAGES[locale].section.find}</a>
      </p>
      <section class="l-stack">
        <h2>{messages.periodic}</h2>
        <p>{messages.periodicLead(periodSeconds)}</p>
        <DataTable
          caption={messages.periodicCaption}
          empty={messages.noVerifier}
          columns={[messages.member, messages.newest, messages.all]}
          rows={view.verifiers.map(({ did, newest }) => [
            <a href={linkTo.member(did)}>{names.member(did)}</a>,
            newest === undefined ? (
              messages.none
            ) : (
              <a href={linkTo.ledgerTransaction(newest.id)}>
                <Moment seconds={newest.time} locale={locale} precision="second" />
              </a>
            ),
            <a href={linkTo.anchorsOf(did)}>{messages.titleOf(names.member(did))}</a>,
          ])}
        />
      </section>
      <section class="l-stack">
        <h2>{messages.lists}</h2>
        <p>{messages.listsLead}</p>
        <DataTable
          caption={messages.listsCaption}
          empty={messages.noList}
          columns={[messages.list, messages.member, messages.version, messages.digest, messages.listHistory]}
          rows={view.lists.map(({ member, uri, version, digest }) => [
            <Digest text={uri} />,
            <a href={linkTo.member(member)}>{names.member(member)}</a>,
            String(version),
            <Digest text={digest} />,
            <a href={linkTo.ledgerTransactionsAbout(topicOfStatusList(uri))}>{messages.listHistory}</a>,
          ])}
        />
      </section>
    </>
  );
}

export interface AnchorsOfPageProps {
  did: string;
  anchors: MemberAnchors;
  tools: DescriptionTools;
  cursor: string | undefined;
  next: string | undefined;
}

export function AnchorsOfPage({ did, anchors, tools, cursor, next }: AnchorsOfPageProps) {
  const { locale, names, periodSeconds } = tools;
  const messages = ANCHORS_MESSAGES[locale];
  return (
    <>
      <h1>{messages.titleOf(names.member(did))}</h1>
      <DataTable
        caption={messages.caption}
        empty={messages.empty}
        columns={[messages.what, messages.root, messages.marks, messages.entered]}
        rows={anchors.entries.map(({ id, time, ledgerTransaction: { body } }) => {
          const entered = (
            <a href={linkTo.ledgerTransaction(id)}>
              <Moment seconds={time} locale={locale} precision="second" />
            </a>
          );
          if (body.kind === 'anchor') {
            const { period, root, size } = body.payload.anchor;
            const began = <Moment seconds={period * periodSeconds} locale={locale} precision="second" />;
            return [<>{messages.period} {began}</>, <Digest text={root} />, String(size), entered]; // prettier-ignore
          }
          if (body.kind !== 'anchor_status') return [];
          const { uri, version, digest } = body.payload.anchor;
          return [messages.statusList(uri, version), <Digest text={digest} />, '–', entered];
        })}
      />
      <Pager locale={locale} href={linkTo.anchorsOf(did)} cursor={cursor} next={next} order="time" />
    </>
  );
}
