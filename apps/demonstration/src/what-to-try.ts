import { resolve } from 'node:path';
import { SAME_ADDRESSES, type CustomerRow } from './customers/index.js';
import { BANK, BANK_CONTRACT, memberBySlug, MEMBERS, SANDBOX, WATER } from './founding/fictive-members.js';
import { programIn } from './supervisor/run-command.js';
import type { Cooperation } from './supervisor/start-cooperation.js';

/** What is there to be tried. */
export interface RunningDemonstration extends Pick<Cooperation, 'urls' | 'setupLinks'> {
  dataFolder: string;
  /** Where the services' programs lie. */
  appsFolder: string;
  /** Whether commits of validators attest the ledger, or checkpoints. */
  isNetwork: boolean;
  /** A customer of the water utility, who was imported. */
  customer: CustomerRow;
}

const JSON_TYPE = `-H 'content-type: application/json'`;
/** A member's text out of an answer, without a program that the machine may not have. */
const pick = (member: string) => `sed 's/.*"${member}":"\\([^"]*\\)".*/\\1/'`;
/** The last line of all, by which a script knows that everything runs. */
export const LAST_LINE =
  'Ctrl-C stops everything; "npm start" goes on with the same data, "npm start -- --fresh" begins anew.';

/** What `npm start` prints once all runs: what to open, a first walk, and lines to be copied into another terminal. */
export function whatToTry(running: RunningDemonstration): string {
  return `
Incola is running. Its data stays in ${running.dataFolder}.
People, addresses and organisations are invented.

Open in a browser:

${addresses(running)}

One-time setup links, valid for a day; each gives one access key, with which its people sign in from then on:

${running.setupLinks.map(({ line, link }) => `  ${slugIn(line).padEnd(22)} ${link}`).join('\n')}

A first walk:

${firstWalk(running)}

The same for machines, line by line in another terminal:

${[theLedger(running), theUtility(running), theBank(running)].join('\n\n')}

"npm run demo" walks all ten steps by itself.
${LAST_LINE}
`;
}

function addresses({ urls }: RunningDemonstration): string {
  const lines = [
    ['the wallet', urls.wallet],
    ['the bank', `${urls.counters}/bank`],
    ['the city', `${urls.counters}/city`],
    ['the door', `${urls.counters}/door`],
    ['the explorer', `${urls.cooperative}/explorer`],
    ['for utilities', urls.issuer],
    ['for clerks', urls.verifier],
  ] as const;
  return lines.map(([name, url]) => `  ${name.padEnd(15)} ${url}`).join('\n');
}

function firstWalk({ urls, setupLinks, customer }: RunningDemonstration): string {
  const [address] = SAME_ADDRESSES;
  const setup = setupLinks.find(({ line }) => slugIn(line) === WATER)?.link ?? urls.issuer;
  const { given_name, family_name, customer_number } = customer;
  return `  1. Be the utility ${memberBySlug(WATER).name}: open ${setup}
     and follow it to its customers. Find ${given_name} ${family_name} by the number ${customer_number}, and make an offer.
     The page shows a link for the wallet, and a code that goes another way; leave it open.
  2. Be ${given_name}: open the link of the offer in the same browser. The wallet at ${urls.wallet}
     takes four steps to be set up, shows what is offered, and asks for the code.
  3. Go to the counter of the bank, ${urls.counters}/bank
     and type the address: ${address?.street_address}, ${address?.postal_code}, ${address?.locality}. The wallet asks before anything is shared.
  4. Go to the city's, ${urls.counters}/city
     then withdraw in the wallet, under "History", and look at the counter's page again.
  5. Offer ${given_name} a proof of age too, as in 1, and take it into the wallet. Then be the doorkeeper: open ${urls.counters}/door
     in another tab, ask, and open the wallet from there. The door says yes or no, and nothing else.
  6. Look at what is public of all this: ${urls.cooperative}/explorer`;
}

function theLedger({ urls, isNetwork }: RunningDemonstration): string {
  return `  # The members of the cooperative, and what its three colleges signed last.
  curl -s ${urls.cooperative}/api/v1/members
  curl -s ${urls.cooperative}/api/v1/ledger/${isNetwork ? 'attestation' : 'checkpoint'}`;
}

function theUtility(running: RunningDemonstration): string {
  const { customer, dataFolder } = running;
  const url = running.urls.issuer;
  const authorized = '-H "authorization: Bearer $WATER_KEY"';
  return `  # Be the water utility: import its file again, which changes nothing; find a customer, offer her a credential.
  # The key comes from a setup link of its own; the one above stays for people.
  ${keyOf('WATER_KEY', WATER, 'issuer', running)}
  curl -s ${url}/api/v1/imports ${authorized} -H 'content-type: text/csv' --data-binary "@${dataFolder}/customers.csv"
  CUSTOMER=$(curl -s ${url}/api/v1/subject-records/search ${authorized} ${JSON_TYPE} -d '{"customerNumber":"${customer.customer_number}"}' | ${pick('id')})
  curl -s ${url}/api/v1/offers ${authorized} ${JSON_TYPE} -d "{\\"subjectRecordId\\":\\"$CUSTOMER\\"}"`;
}

function theBank(running: RunningDemonstration): string {
  const question = JSON.stringify({ contract: BANK_CONTRACT, addresses: SAME_ADDRESSES.slice(0, 1) });
  const url = `${running.urls.verifier}/api/v1/verifications`;
  const authorized = '-H "authorization: Bearer $BANK_KEY"';
  return `  # Be the bank: ask whether somebody lives at an address. "walletLink" is what a wallet would open.
  ${keyOf('BANK_KEY', BANK, 'verifier', running)}
  curl -s ${url} ${authorized} ${JSON_TYPE} -d '${question}'
  curl -s ${url} ${authorized}
  # A link for a clerk of hers who sees what was decided, and not what was shown.
  ${setupLinkOf(BANK, 'verifier', running)} --role minimal`;
}

/** The lines that make a setup link and exchange it for a key. */
function keyOf(variable: string, slug: string, service: 'issuer' | 'verifier', running: RunningDemonstration): string {
  const { urls } = running;
  const exchange = `curl -s ${urls[service]}/api/v1/setup ${JSON_TYPE} -d "{\\"code\\":\\"$CODE\\"}"`;
  return `CODE=$(${setupLinkOf(slug, service, running)} | sed 's/.*#//')
  ${variable}=$(${exchange} | ${pick('apiKey')})`;
}

function setupLinkOf(
  slug: string,
  service: 'issuer' | 'verifier',
  { appsFolder, dataFolder }: RunningDemonstration,
): string {
  const config = `"${resolve(dataFolder, service, 'config.json')}"`;
  return `node "${programIn(appsFolder, service)}" setup-link ${slug} --config ${config}`;
}

function slugIn(line: string): string {
  const slugs = [...MEMBERS.map(({ slug }) => slug), SANDBOX.slug];
  return slugs.find((slug) => line.includes(slug)) ?? '';
}
