import { canonicalJson, encodeBase64url, isJsonObject, refusal, type JsonObject, type JsonValue } from '#primitives';
import { genesisDigest, ledgerAppHash, type Genesis } from '#ledger';
import type { WholeLog } from '../replay-whole-log.js';
import { NODE_REPLICA } from './sqlite-ledger.js';
import type { ValidatorHistory } from './validator-history.js';

/**
 * The position of a validator's application: the end of the log, and how many blocks the network made up to now. Blocks in
 * which nothing was accepted have no leaves, so that height and time may be later than the log's.
 * @throws `replica_wrong`
 */
export function checkNodePosition(
  stored: readonly { name: string; position: JsonValue | undefined }[],
  { replay }: WholeLog,
  genesis: Genesis,
  validators: ValidatorHistory,
): void {
  const [first, ...more] = stored;
  if (first === undefined || more.length > 0 || first.name !== NODE_REPLICA) {
    throw refusal('replica_wrong', "There is not one position, which is the application's.");
  }
  const position = isJsonObject(first.position) ? first.position : {};
  const { height, time } = position;
  const last = { height: 0, time: 0, ...replay.last };
  if (!isFrom(last.height, height)) throw wrong('height', `${last.height} or more`);
  if (!isFrom(last.time, time)) throw wrong('time', `${last.time} or later`);
  const expected = {
    genesis: genesisDigest(genesis),
    blockEnd: { ...replay.last },
    frontier: { ...replay.frontier() },
    validatorSets: validators.after(height) as unknown as JsonValue,
    ...appHashOf(position, replay),
  };
  for (const [member, value] of Object.entries(expected)) {
    if (canonicalJson(position[member] ?? null) !== canonicalJson(value)) {
      throw wrong(member, 'what the log makes of it');
    }
  }
}

/** A position right after the genesis or a snapshot does not name it. */
function appHashOf(position: JsonObject, { head, last }: WholeLog['replay']): JsonObject {
  if (position['appHash'] === undefined || last === undefined) return {};
  const { stateRoot } = last;
  return { appHash: encodeBase64url(ledgerAppHash({ size: head.size, root: encodeBase64url(head.root), stateRoot })) };
}

function isFrom(least: number, value: JsonValue | undefined): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= least;
}

function wrong(member: string, expected: string): Error {
  return refusal('replica_wrong', `The application's ${member} is not ${expected}.`);
}
