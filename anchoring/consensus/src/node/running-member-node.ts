import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseJson, refusal, secondsOf, type Clock, type CodedError } from '#primitives';
import { attestationShape, parseTrustFile, type Attestation } from '#ledger';
import { verifyWithNodeCrypto } from '#anchoring/contract';
import { httpLightBlocks } from '../light-blocks/http-light-blocks.js';
import type { LightBlockServer } from '../light-blocks/listen.js';
import { prepareStateSync, type StateSyncPreparation } from '../light-blocks/prepare-state-sync.js';
import { rpcLightBlocks } from '../light-blocks/rpc-light-blocks.js';
import { serveLightBlocks } from '../light-blocks/serve-light-blocks.js';
import { VerifiedLightBlocks } from '../light-blocks/verified-light-blocks.js';
import type { ApplicationProgram } from '../network/application-command.js';
import { holdNetwork } from '../network/hold-network.js';
import { NetworkNode, type NodeToRun } from '../network/network-node.js';
import { requireFreePort } from '../network/require-free-port.js';
import { MEMBER_NODE_FILES, readNodeDescription } from './node-description.js';

export interface MemberNodeToRun {
  /** Absolute path. */
  folder: string;
  /** CometBFT's program. */
  engine: string;
  application: ApplicationProgram;
  clock: Clock;
  report: (sentence: string) => void;
  /** Where the node begins from a snapshot: addresses of other members' light blocks. */
  stateSync?: readonly string[];
  /** Path of an attestation (`GET /api/v1/ledger/attestation`), where the sources have no block near the genesis any more. */
  attestation?: string;
  /** Where this node's light blocks are served to others. */
  lightBlocks?: { address: string; port: number };
  snapshots?: NodeToRun['snapshots'];
}

const ATTESTATION_LIMITS = { maxLength: 8 * 1024 * 1024, maxDepth: 12 };

/** A member's own node, which runs until it is stopped. */
export class RunningMemberNode {
  private constructor(
    readonly node: NetworkNode,
    private readonly folder: string,
    private readonly endings: (() => Promise<void>)[],
    /** Resolves where the node is down until a person starts it otherwise (`state_sync_failed`). */
    readonly whenGivenUp: Promise<CodedError>,
  ) {}

  /**
   * @throws `network_runs_already`, `node_unreadable`, `port_in_use`, `address_elsewhere`, `node_not_ready`,
   *   `ledger_trust_expired`, `state_sync_failed`, `contract_code_not_in_force`, the codes of `prepareStateSync` and `serveLightBlocks`
   */
  static async start(run: MemberNodeToRun): Promise<RunningMemberNode> {
    const { folder, engine, application, clock, report, lightBlocks } = run;
    const { name, listen, rpcPort, peers, signerSocket } = readNodeDescription(folder);
    const endings = [await holdNetwork(folder)];
    let giveUp: (problem: CodedError) => void = () => undefined;
    const whenGivenUp = new Promise<CodedError>((resolve) => (giveUp = resolve));
    try {
      const rpc = { address: '127.0.0.1', port: rpcPort, use: '`rpcPort` in node.json' };
      for (const port of [{ ...listen, use: '`listen` in node.json' }, rpc]) await requireFreePort(port, clock);
      const preparation = run.stateSync === undefined ? undefined : await prepare(run, run.stateSync);
      if (preparation !== undefined) endings.unshift(() => preparation.close());
      const configuration = { name, listen, rpcPort, peers, signerSocket, stateSync: preparation?.start };
      const trust = join(folder, MEMBER_NODE_FILES.trust);
      const rules = run.snapshots === undefined ? {} : { snapshots: run.snapshots };
      const node = new NetworkNode({
        home: folder,
        trust,
        engine,
        application,
        configuration,
        clock,
        report,
        giveUp,
        ...rules,
      });
      node.start();
      endings.unshift(() => node.stop());
      await node.whenReady();
      if (lightBlocks !== undefined) {
        const server: LightBlockServer = await serveLightBlocks(rpcLightBlocks({ port: rpcPort }), lightBlocks);
        endings.unshift(() => server.close());
      }
      return new RunningMemberNode(node, folder, endings, whenGivenUp);
    } catch (error) {
      for (const end of endings) await end();
      throw error;
    }
  }

  /** The list of peers was changed: the node starts again with it. @throws `node_unreadable`, `node_not_ready` */
  async reload(): Promise<void> {
    await this.node.restartWith({ peers: readNodeDescription(this.folder).peers });
  }

  async stop(): Promise<void> {
    for (const end of this.endings.splice(0)) await end();
  }
}

async function prepare(run: MemberNodeToRun, urls: readonly string[]): Promise<StateSyncPreparation> {
  const { genesis, trustedBlock } = parseTrustFile(readFileSync(join(run.folder, MEMBER_NODE_FILES.trust), 'utf8'));
  const sources = urls.map((url) => httpLightBlocks(url));
  const blocks = new VerifiedLightBlocks(sources, genesis, verifyWithNodeCrypto, trustedBlock);
  blocks.requireYoungBeginning(secondsOf(run.clock));
  if (run.attestation !== undefined) await blocks.follow(readAttestation(run.attestation));
  return prepareStateSync(blocks, run.clock);
}

/** @throws `attestation_unreadable` */
function readAttestation(path: string): Attestation {
  try {
    return attestationShape.parse(parseJson(readFileSync(path, 'utf8'), ATTESTATION_LIMITS));
  } catch (cause) {
    throw refusal('attestation_unreadable', `${path} holds no attestation.`, { cause });
  }
}
