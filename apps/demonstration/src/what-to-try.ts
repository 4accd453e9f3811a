import { resolve } from 'node:path';
import { MEMBERS, SERVICES, type ServiceName } from './founding/fictive-members.js';
import { SAME_ADDRESSES } from './customers/index.js';
import { findSetupLink } from './supervisor/setup-links.js';
import type { Cooperation } from './supervisor/start-cooperation.js';
import { BANK, BANK_CONTRACT, WATER } from './walk/walk-step.js';

/** What is there to be tried. */
export interface RunningDemonstration extends Pick<Cooperation, 'urls' | 'setupLinks'> {
  dataFolder: string;
  /** Where the services' programs lie. */
  appsFolder: string;
  /** A file to import, and the number of a customer in it. */
  customerFile: string;
  customerNumber: string;
}

const JSON_TYPE = `-H 'content-type: application/json'`;
/** A member's text out of an answer, without a program that the machine may not have. */
const pick = (member: string) => `sed 's/.*"${member}":"\\([^"]*\\)".*/\\1/'`;

/** What `npm start` prints once all runs: addresses, setup links, and lines to be copied into another terminal. */
export function whatToTry(running: RunningDemonstration): string {
  return `
Incola is running; Ctrl-C stops it. Its data stays in ${running.dataFolder}.

${SERVICES.map((service) => addressOf(service, running)).join('\n')}
${setupLinksOf(running)}
What to try, line by line in another terminal:

${[theLedger(running), theUtility(running), theBank(running)].join('\n\n')}

A wallet of its own is to come; "npm run demo" plays one through all ten steps.
`;
}

function addressOf(service: ServiceName, { urls }: RunningDemonstration): string {
  const tenants = MEMBERS.filter((member) => member.service === service).map(({ slug }) => slug);
  return `  ${service.padEnd(12)} ${urls[service]}   ${tenants.join(', ')}`;
}

function setupLinksOf({ setupLinks }: RunningDemonstration): string {
  const links = setupLinks.flatMap((line) => findSetupLink(line)?.link ?? []);
  if (links.length === 0) return '';
  return `
One-time setup links, each for a tenant's first API key; valid for a day, and printed at each start until they are used.
Their page is to come: until then the code behind "#" is exchanged by curl, as below.
${links.map((link, index) => `  ${slugIn(setupLinks[index]).padEnd(22)} ${link}`).join('\n')}
`;
}

function theLedger({ urls }: RunningDemonstration): string {
  return `  # The members of the cooperative, and what its three colleges signed last.
  curl -s ${urls.cooperative}/api/v1/members
  curl -s ${urls.cooperative}/api/v1/ledger/checkpoint`;
}

function theUtility(running: RunningDemonstration): string {
  const url = running.urls.issuer;
  const authorized = '-H "authorization: Bearer $WATER_KEY"';
  return `  # Be the water utility: import a file of invented customers, find one of them, offer her a credential.
  ${keyOf('WATER_KEY', WATER, 'issuer', running)}
  curl -s ${url}/api/v1/imports ${authorized} -H 'content-type: text/csv' --data-binary "@${running.customerFile}"
  CUSTOMER=$(curl -s ${url}/api/v1/subject-records/search ${authorized} ${JSON_TYPE} -d '{"customerNumber":"${running.customerNumber}"}' | ${pick('id')})
  curl -s ${url}/api/v1/offers ${authorized} ${JSON_TYPE} -d "{\\"subjectRecordId\\":\\"$CUSTOMER\\"}"`;
}

function theBank(running: RunningDemonstration): string {
  const question = JSON.stringify({ contract: BANK_CONTRACT, addresses: SAME_ADDRESSES.slice(0, 1) });
  const url = `${running.urls.verifier}/api/v1/verifications`;
  const authorized = '-H "authorization: Bearer $BANK_KEY"';
  return `  # Be the bank: ask whether somebody lives at an address. "walletLink" is what a wallet would open.
  ${keyOf('BANK_KEY', BANK, 'verifier', running)}
  curl -s ${url} ${authorized} ${JSON_TYPE} -d '${question}'
  curl -s ${url} ${authorized}`;
}

/** The line that takes a tenant's key; where its setup link was used, how to get another. */
function keyOf(variable: string, slug: string, service: 'issuer' | 'verifier', running: RunningDemonstration): string {
  const line = running.setupLinks.find((each) => slugIn(each) === slug);
  const code = line === undefined ? undefined : findSetupLink(line)?.code;
  const exchange = `curl -s ${running.urls[service]}/api/v1/setup ${JSON_TYPE}`;
  if (code !== undefined) return `${variable}=$(${exchange} -d '{"code":"${code}"}' | ${pick('apiKey')})`;
  const program = resolve(running.appsFolder, service, 'src', 'main.js');
  const anew = `node "${program}" setup-link ${slug} --config "${resolve(running.dataFolder, service, 'config.json')}"`;
  return `# ${variable} is the key that its setup link gave. For another one: the code behind "#" in what this prints,
  #   ${anew}
  # goes into ${variable}=$(${exchange} -d '{"code":"…"}' | ${pick('apiKey')})`;
}

function slugIn(line = ''): string {
  return MEMBERS.find(({ slug }) => line.includes(slug))?.slug ?? '';
}
