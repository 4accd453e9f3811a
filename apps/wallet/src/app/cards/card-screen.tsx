import { deleteCard, heldCards, type HeldCard } from '#holder';
import { Banner, Button, Card, CredentialCard, Facts, LinkButton, Moment } from '#look';
import { secondsOf } from '#primitives';
import { useState } from 'preact/hooks';
import { useOnce } from '../flow/use-once.js';
import { useMessages, useOpenWallet, useShell, useWallet } from '../wallet-context.js';
import { CARD_MESSAGES } from './cards.messages.js';
import { CLAIM_WORDS } from './claim-words.messages.js';
import { claimLines } from './claim-words.js';
import { describeCard } from './describe-card.js';
import { NEW_CARD } from './new-card.js';

/** One proof with all that it says. */
export function CardScreen({ batch }: { batch: string }) {
  const { locale } = useShell();
  const { tools } = useOpenWallet();
  const state = useWallet();
  const words = useMessages(CARD_MESSAGES);
  const now = secondsOf(tools.clock);
  const card = heldCards(state, now).find(({ credentials }) => credentials.some((held) => held.batch === batch));
  if (card === undefined) {
    return (
      <>
        <h1>{words.unnamed}</h1>
        <p>{words.cardGone}</p>
        <LinkButton href="/">{words.backHome}</LinkButton>
      </>
    );
  }
  const shown = describeCard(card, state.types.get(card.vct), now, locale);
  return (
    <>
      <h1>{shown.title}</h1>
      {location.hash === NEW_CARD ? (
        <Banner kind="success" title={words.cardNew} announce="status">
          <p>{words.cardNewText}</p>
        </Banner>
      ) : null}
      <CredentialCard issuer={shown.issuer} title={shown.title} colour={shown.colour}>
        {shown.supply}
      </CredentialCard>
      {shown.warning === undefined ? null : (
        <Banner kind={shown.warning.kind}>
          <p>{shown.warning.sentence}</p>
        </Banner>
      )}
      <Contents card={card} />
      <About card={card} />
      <DeleteCard card={card} />
      <LinkButton href="/" kind="secondary">
        {words.backHome}
      </LinkButton>
    </>
  );
}

function Contents({ card }: { card: HeldCard }) {
  const { locale } = useShell();
  const state = useWallet();
  const words = useMessages(CARD_MESSAGES);
  const hidden = CLAIM_WORDS[locale].hidden;
  const [isHidden, setHidden] = useState(false);
  const lines = claimLines(state.types.get(card.vct), card.claims, locale);
  return (
    <Card title={words.contents}>
      <Button kind="quiet" aria-pressed={isHidden} onClick={() => setHidden(!isHidden)}>
        {isHidden ? words.showValues : words.hideValues}
      </Button>
      <Facts
        facts={lines.map(({ label, value }) => [
          label,
          isHidden ? (
            <>
              <span aria-hidden="true">••••••</span>
              <span class="l-visually-hidden">{hidden}</span>
            </>
          ) : (
            value.split('\n').map((line, place) => (
              <span key={place}>
                {place > 0 ? <br /> : null}
                {line}
              </span>
            ))
          ),
        ])}
      />
    </Card>
  );
}

function About({ card }: { card: HeldCard }) {
  const { locale } = useShell();
  const words = useMessages(CARD_MESSAGES);
  const received = Math.max(...card.credentials.map(({ receivedAt }) => receivedAt));
  return (
    <Card title={words.about}>
      <Facts
        facts={[
          [words.issuedBy, card.issuer.name],
          [words.receivedOn, <Moment seconds={received} locale={locale} precision="day" />],
          [words.validUntil, <Moment seconds={card.validUntil} locale={locale} precision="day" />],
          [words.usesLeft, String(card.remaining)],
        ]}
      />
      <p class="l-hint">{words.usesExplained}</p>
    </Card>
  );
}

function DeleteCard({ card }: { card: HeldCard }) {
  const { tools } = useOpenWallet();
  const { navigate } = useShell();
  const words = useMessages(CARD_MESSAGES);
  const [asking, setAsking] = useState(false);
  const { busy, run, error } = useOnce();
  const remove = () =>
    run(async () => {
      await deleteCard(tools, card.id);
      navigate('/', { replace: true });
    });
  return (
    <Card title={words.deleteTitle}>
      <p>{words.deleteText}</p>
      {asking ? (
        <div role="group" aria-label={words.deleteSure}>
          <p>
            <strong>{words.deleteSure}</strong>
          </p>
          <div class="l-pair">
            <Button kind="danger" busy={busy} onClick={remove}>
              {words.deleteYes}
            </Button>
            <Button kind="secondary" disabled={busy} onClick={() => setAsking(false)}>
              {words.deleteNo}
            </Button>
          </div>
        </div>
      ) : (
        <Button kind="secondary" onClick={() => setAsking(true)}>
          {words.deleteStart}
        </Button>
      )}
      <p role="status">{busy ? words.deleting : ''}</p>
      {error === undefined ? null : (
        <Banner kind="danger" announce="alert">
          <p>{words.failed}</p>
        </Banner>
      )}
    </Card>
  );
}
