import { join } from 'node:path';
import { platformRandom } from '#primitives';
import { createSigner } from '../../src/signer/create-signer.js';
import { openSigner, type OpenSigner } from '../../src/signer/open-signer.js';
import { SIGNER_FILES } from '../../src/signer/signer-folder.js';
import { scratchFolder } from '../network/fictive-network.js';
import { CHAIN } from './asking-engine.js';

/** A signer with its key in a file of a scratch folder; opened as often as wanted. */
export async function makeFictiveSigner() {
  const scratch = scratchFolder();
  const folder = join(scratch.folder, 'signer');
  const { publicKey } = await createSigner(folder, { kind: 'file' }, platformRandom);
  const opened: OpenSigner[] = [];
  return {
    folder,
    parent: scratch.folder,
    publicKey,
    state: join(folder, SIGNER_FILES.state),
    async open(chainId = CHAIN) {
      await opened.pop()?.close();
      const open = openSigner(folder, chainId, platformRandom);
      opened.push(open);
      return open.signer;
    },
    async remove() {
      await opened.pop()?.close();
      scratch.remove();
    },
  };
}

export type FictiveSigner = Awaited<ReturnType<typeof makeFictiveSigner>>;
