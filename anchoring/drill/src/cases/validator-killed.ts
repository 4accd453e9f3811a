import type { DrillCase } from '../drill-case.js';
import { measureOutage, type OutageFigures } from './measure-outage.js';

/** Five of six go on without the sixth, which comes back by itself. */
export const validatorKilled: DrillCase<OutageFigures> = {
  name: 'validator-killed',
  shows: "a validator's engine is killed: the others go on, and it comes back",
  run: async (drill) =>
    measureOutage(await drill.standingNetwork(), 'citizens-1', 'killed validator back', async (node) => {
      await node.engine.kill();
    }),
};
