import type { LightBlock } from '#ledger';
import { canonicalJson, encodeBase64url, encodeUtf8 } from '#primitives';
import type { NetworkLog } from '../../../log/test/network-log.js';
import type { NodeRpc } from '../../src/network/node-rpc.js';

const NO_TIME = { seconds: 0, nanos: 0 };

/** A node of a network that makes empty blocks after the log's last one; it has come as far as `height`. */
export class FictiveLogNode {
  constructor(
    private readonly log: NetworkLog,
    public height: number,
  ) {}

  block(height: number): LightBlock {
    const { header, commit, validators } = this.log.attestation({ later: height - this.log.height - 1 });
    return { header, commit, validators };
  }

  get rpc(): NodeRpc {
    const unasked = () => Promise.reject(new Error('a follower does not ask for that'));
    return {
      ...{ block: unasked, blockResults: unasked, peers: unasked, voters: unasked, broadcast: unasked },
      status: () => Promise.resolve(this.#status()),
      commit: (height = this.height) => {
        const { header, commit } = this.block(height);
        const { round, signatures, partSetHeader } = commit;
        const signed = { height, round, blockId: { hash: '', partSetHeader }, signatures };
        return Promise.resolve({ header, commit: signed, isCanonical: true });
      },
      validators: (height = this.height) => {
        const { validators } = this.block(height);
        return Promise.resolve({ height, validators, total: validators.length });
      },
      query: (path) => {
        const [, , start] = path.split('/');
        const leaves = this.log.leaves.slice(Number(start)).map(encodeBase64url);
        const value = encodeUtf8(canonicalJson({ size: this.log.size, leaves }));
        return Promise.resolve({ code: 0, log: '', key: new Uint8Array(), value, height: this.height });
      },
    };
  }

  #status() {
    const names = { nodeId: '', name: '', chainId: '', engineVersion: '', blockHash: '', appHash: '' };
    const validator = { publicKey: '', power: 0 };
    const { height } = this;
    return { ...names, height, time: NO_TIME, earliestHeight: 1, isCatchingUp: true, validator };
  }
}
