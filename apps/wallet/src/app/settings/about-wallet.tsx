import { Facts } from '#look';
import { genesisDigest } from '#ledger';
import { useMessages, useOpenWallet } from '../wallet-context.js';
import { SETTINGS_MESSAGES } from './settings.messages.js';

/** What this is and whom it believes, plainly. */
export function AboutWallet() {
  const words = useMessages(SETTINGS_MESSAGES);
  const { tools, cooperativeUrl } = useOpenWallet();
  const { genesis } = tools.trustFile;
  return (
    <Facts
      facts={[
        [words.version, APP_VERSION],
        [words.profile, words.profileBase],
        [
          words.cooperative,
          <a key="cooperative" class="w-link" href={cooperativeUrl} target="_blank" rel="noopener noreferrer">
            {cooperativeUrl}
          </a>,
        ],
        [words.ledger, genesis.parameters.operators === 'single' ? words.development : words.independent],
        [words.genesis, <code key="genesis">{genesisDigest(genesis)}</code>],
      ]}
    />
  );
}
