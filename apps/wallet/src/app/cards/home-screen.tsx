import { heldCards, type HeldCard, type HolderState } from '#holder';
import { Banner, Button, Card, CredentialCard, LinkButton } from '#look';
import { secondsOf } from '#primitives';
import { useState } from 'preact/hooks';
import { RefusalList } from '../history/refusal-list.js';
import { recentRefusals } from '../history/history-lines.js';
import { useMessages, useOpenWallet, useShell, useWallet } from '../wallet-context.js';
import { CARD_MESSAGES } from './cards.messages.js';
import { describeCard } from './describe-card.js';
import { PasteLink } from './paste-link.js';

/** What the person holds, what to do about it, and what was refused lately. */
export function HomeScreen() {
  const { locale } = useShell();
  const { tools } = useOpenWallet();
  const state = useWallet();
  const words = useMessages(CARD_MESSAGES);
  const now = secondsOf(tools.clock);
  const cards = heldCards(state, now);
  const refused = recentRefusals(state, now, locale);
  return (
    <>
      <h1>{words.homeTitle}</h1>
      {cards.length === 0 ? (
        <div>
          <p class="l-lead">{words.emptyLead}</p>
          <p>{words.emptyText}</p>
        </div>
      ) : (
        <Cards cards={cards} state={state} now={now} />
      )}
      <AddOrAnswer isEmpty={cards.length === 0} />
      {refused.length > 0 ? (
        <Card title={words.refusedTitle}>
          <RefusalList refusals={refused} />
          <p>
            <a href="/history">{words.refusedAll}</a>
          </p>
        </Card>
      ) : null}
    </>
  );
}

function Cards({ cards, state, now }: { cards: HeldCard[]; state: HolderState; now: number }) {
  const { locale } = useShell();
  return (
    <>
      {cards.map((card) => {
        const shown = describeCard(card, state.types.get(card.vct), now, locale);
        return (
          <div key={card.id} class="l-stack">
            <CredentialCard issuer={shown.issuer} title={shown.title} colour={shown.colour} href={`/card/${card.id}`}>
              {shown.place === undefined ? null : (
                <>
                  {shown.place}
                  <br />
                </>
              )}
              {shown.supply}
            </CredentialCard>
            {shown.warning === undefined ? null : (
              <Banner kind={shown.warning.kind}>
                <p>{shown.warning.sentence}</p>
              </Banner>
            )}
          </div>
        );
      })}
    </>
  );
}

function AddOrAnswer({ isEmpty }: { isEmpty: boolean }) {
  const words = useMessages(CARD_MESSAGES);
  const [pasting, setPasting] = useState(false);
  return (
    <Card title={isEmpty ? undefined : words.addMore}>
      <div class="l-stack">
        {isEmpty ? null : <p>{words.addMoreText}</p>}
        <div class="l-pair">
          <LinkButton href="/scan" wide>
            {words.scan}
          </LinkButton>
          <Button kind="secondary" wide aria-expanded={pasting} onClick={() => setPasting(!pasting)}>
            {words.paste}
          </Button>
        </div>
        {pasting ? <PasteLink /> : null}
      </div>
    </Card>
  );
}
