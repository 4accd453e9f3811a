import { FILE_ANSWER_MESSAGES } from '../../../apps/cooperative/src/explorer/find/file-answer.messages.js';
import { FIND_MESSAGES } from '../../../apps/cooperative/src/explorer/find/find.messages.js';
import type { Profile } from '../profile.js';
import type { PagesScene } from '../scene.js';
import { screen, words, type Look } from './on-page.js';

const PAGES = ['', '/members', '/contracts', '/proposals', '/anchors', '/ledger-transactions', '/log'];

/** Anybody who reads the public ledger. */
export class Reader {
  constructor(
    private readonly scene: PagesScene,
    private readonly profile: Profile,
    private readonly look: Look,
  ) {}

  /** Drops a file and reads the answer. */
  async dropProof(proof: string): Promise<void> {
    const { page, locale } = this.profile;
    await page.goto(`${this.scene.urls.cooperative}/explorer/find`);
    await screen(page, FIND_MESSAGES[locale].title);
    await page.locator('#files').waitFor();
    await this.look('explorer-find', page);
    const dropped = await page.evaluateHandle((text) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], 'proof.json', { type: 'application/json' }));
      return transfer;
    }, proof);
    await page.dispatchEvent('#drop', 'drop', { dataTransfer: dropped });
    await words(page, FILE_ANSWER_MESSAGES[locale].proven);
    await this.look('explorer-find-proven', page);
  }

  /** From the proof to the anchor on the ledger. */
  async openAnchor(): Promise<void> {
    const { page, locale } = this.profile;
    await page.getByRole('link', { name: FILE_ANSWER_MESSAGES[locale].toEntry }).click();
    await page.waitForURL('**/explorer/ledger-transactions/*');
    await this.look('explorer-anchor', page);
  }

  async lookAround(): Promise<void> {
    const { page } = this.profile;
    for (const path of PAGES) {
      await page.goto(`${this.scene.urls.cooperative}/explorer${path}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await this.look(`explorer${path.replace('/', '-')}`, page);
    }
    await page.goto(`${this.scene.urls.cooperative}/explorer/contracts/bank-account-opening`);
    await this.look('explorer-contract', page);
  }
}
