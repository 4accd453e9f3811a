import type { DrillCase } from '../drill-case.js';
import { requireShown } from '../require-shown.js';
import { measureOutage, type OutageFigures } from './measure-outage.js';

/** The engine ends with its application, with exit code 0; both are started again. */
export const applicationKilled: DrillCase<OutageFigures> = {
  name: 'application-killed',
  shows: "a validator's application is killed: the others go on, and both it and its engine come back",
  run: async (drill) => {
    const network = await drill.standingNetwork();
    const name = 'data-providers-1';
    const { engine } = network.node(name);
    const starts = engine.starts;
    const reference = 'killed application back';
    const shown = await measureOutage(network, name, reference, async ({ application }) => application?.kill());
    requireShown(engine.starts > starts, 'The engine was not started again after its application.');
    return shown;
  },
};
