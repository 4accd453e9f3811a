import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { platformRandom, systemClock } from '#primitives';
import { cometbftChainId } from '#ledger';
import { runLedgerSigner } from '../../src/signer/run-ledger-signer.js';
import { makeFictiveNetwork } from '../network/fictive-network.js';
import { AskingEngine, requestOf, voteFor } from './asking-engine.js';
import { makeFictiveSigner, type FictiveSigner } from './fictive-signer.js';

let made: FictiveSigner;
beforeEach(async () => void (made = await makeFictiveSigner()));
afterEach(() => made.remove());

it('what the signer refuses is in its journal by its code, for which monitors look', async () => {
  const { folder, genesis } = makeFictiveNetwork(made.parent, 1);
  const socket = join(made.parent, 'engine.sock');
  const engine = await AskingEngine.listen(socket);
  const accepted = engine.accept();
  const [said, stop] = [[] as string[], new AbortController()];
  const ended = runLedgerSigner({
    args: ['run', '--folder', made.folder, '--trust', join(folder, 'trust.json'), '--engine', socket],
    clock: systemClock,
    random: platformRandom,
    print: (line) => said.push(line),
    stop: stop.signal,
  });
  await accepted;
  const chain = cometbftChainId(genesis);
  for (const block of ['a', 'b']) await engine.ask(requestOf({ vote: voteFor(block) }, chain));
  stop.abort();
  expect(await ended).toBe(0);
  engine.close();
  expect(said.filter((line) => line.startsWith('double_sign_refused: '))).toHaveLength(1);
});
