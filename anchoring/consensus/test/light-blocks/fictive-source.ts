import { outage, refusal } from '#primitives';
import { validatorPowers, type LightBlock } from '#ledger';
import type { LightBlockRange, LightBlockSource } from '#anchoring/consensus';
import { FIRST, fictiveValidators, signedBlock } from '../../../../libs/ledger/test/cometbft/fictive-network.js';

/** At this height the validators of two colleges are others at once: nobody skips over it. */
export const CHANGED_AT = 20;
export const LATEST = 40;
/** The service providers keep theirs, which is exactly a third. */
export const SECOND = [...FIRST.slice(0, 2), ...fictiveValidators('second').slice(2)];

const setAt = (height: number) => validatorPowers(height < CHANGED_AT ? FIRST : SECOND);

export function blockAt(height: number, after?: number): LightBlock {
  const times = after === undefined ? {} : { after };
  return signedBlock({ height, validators: setAt(height), next: setAt(height + 1), ...times });
}

/** A source of the fictive network's light blocks, which remembers what it was asked for. */
export function fictiveSource(
  change: (block: LightBlock) => LightBlock = (block) => block,
  { earliest, latest }: LightBlockRange = { earliest: 1, latest: LATEST },
): LightBlockSource & { asked: number[] } {
  const asked: number[] = [];
  return {
    name: 'a fictive source',
    asked,
    range: () => Promise.resolve({ earliest, latest }),
    block: (height) => {
      asked.push(height);
      if (height < earliest || height > latest) return Promise.reject(refusal('light_block_missing', 'No such block.'));
      const block = change(blockAt(height));
      return Promise.resolve({ block, proposerPriorities: block.validators.map((_, place) => place - 3) });
    },
  };
}

export const awaySource: LightBlockSource = {
  name: 'a source that is away',
  range: () => Promise.reject(outage('light_blocks_unreachable', 'It is away.')),
  block: () => Promise.reject(outage('light_blocks_unreachable', 'It is away.')),
};
