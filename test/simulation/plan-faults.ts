import type { MessageFault } from './simulated-network.js';
import type { Party } from './steps/index.js';
import type { World } from './world.js';

/** How likely a step meets a fault. */
const FAULT_CHANCE = 0.45;
/** Changes of a database and messages of one step, roughly: further ones are met seldom. */
const MOST_CHANGES = 4;
const MOST_MESSAGES = 4;
const MOST_WALLET_WRITES = 1;

/**
 * Draws what goes wrong during the next step, if anything does, and arms it.
 * @param near who takes part in the step; mostly it happens to one of them
 * @returns takes back what did not come to pass
 */
export function planFaults(world: World, near: readonly Party[]): () => void {
  const { random, network, everyService, citizens } = world;
  const kinds = { crash: 5, message: 4, wallet: near.includes('wallet') ? 4 : 0.2 };
  const kind = random.chance(FAULT_CHANCE) ? random.weighted(kinds) : undefined;
  if (kind === 'crash') {
    const close = everyService.filter(({ name }) => near.includes(name));
    const service = random.pick(close.length > 0 && random.chance(0.8) ? close : everyService);
    const side = random.pick(['before a change', 'after a commit'] as const);
    service.armCrash({ side, statement: random.between(1, MOST_CHANGES) });
  } else if (kind === 'message') {
    network.planFault(drawMessageFault(world), random.between(0, MOST_MESSAGES));
  } else if (kind === 'wallet') {
    for (const { sealed } of citizens) {
      sealed.armCrash(random.pick(['before', 'after']), random.between(0, MOST_WALLET_WRITES));
    }
  }
  return () => {
    for (const service of everyService) service.disarm();
    for (const { sealed } of citizens) sealed.disarm();
    network.forgetPlan();
  };
}

function drawMessageFault({ random }: World): MessageFault {
  const kind = random.weighted({
    'request lost': 2,
    'response lost': 3,
    doubled: 3,
    'doubled at once': 2,
    'delivered late': 2,
    slow: 2,
  });
  return kind === 'slow' ? { kind, milliseconds: random.between(1_000, 40_000) } : { kind };
}
