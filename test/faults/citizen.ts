import {
  acceptOffer,
  answerRequest,
  readOffer,
  receiveRequest,
  usableCredentials,
  Wallet,
  type AnswerOutcome,
  type HistoryEntry,
  type HolderTools,
} from '#holder';
import { verifyWithNodeCrypto } from '#identity';
import { platformRandom, secondsOf } from '#primitives';
import { SqliteHolderStore } from '../../libs/holder/test/sqlite-holder-store.js';
import type { SmallCooperative } from './found-small-cooperative.js';
import type { UtilityOperator } from './utility-operator.js';

/** A citizen with a wallet that gets new credentials when it has none left. */
export class Citizen {
  /** The newest answer that left the wallet: the form as it was sent, and where to. */
  lastResponse = '';
  lastResponseUri = '';

  private constructor(
    readonly tools: HolderTools,
    private readonly operator: UtilityOperator,
    private readonly subjectRecordId: string,
  ) {}

  static async create(small: SmallCooperative, operator: UtilityOperator, subjectRecordId: string): Promise<Citizen> {
    const { clock, trustFile, ledger } = small;
    const wallet = await Wallet.create(new SqliteHolderStore(), platformRandom(32), clock.now, platformRandom);
    const tools: HolderTools = {
      ...{ wallet, trustFile, ledger, clock: clock.now, random: platformRandom },
      verifySignature: verifyWithNodeCrypto,
      fetch: (url, request) => {
        if (url.includes('/responses/') && typeof request.body === 'string') {
          Object.assign(citizen, { lastResponse: request.body, lastResponseUri: url });
        }
        return fetch(url, request);
      },
    };
    const citizen: Citizen = new Citizen(tools, operator, subjectRecordId);
    return citizen;
  }

  async ensureCredential(): Promise<void> {
    const { tools } = this;
    if (usableCredentials(tools.wallet.state, secondsOf(tools.clock)).length > 0) return;
    const { body } = await this.operator.offer(this.subjectRecordId);
    const preview = await readOffer(tools.fetch, body['credentialOffer'] as string);
    await acceptOffer(tools, preview, body['transactionCode'] as string);
  }

  /** Agrees to whatever a trusted request asks. */
  async present(walletLink: string): Promise<AnswerOutcome> {
    return answerRequest(this.tools, await receiveRequest(this.tools, walletLink), () => true);
  }

  entry(presentation: string): HistoryEntry {
    const entry = this.tools.wallet.state.history.get(presentation);
    if (entry === undefined) throw new Error('the wallet remembers what it presented');
    return entry;
  }

  newestEntry(): HistoryEntry {
    const newest = [...this.tools.wallet.state.history.keys()].at(-1);
    return this.entry(newest ?? '');
  }
}
