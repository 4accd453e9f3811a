import { describeTenSteps } from './describe-ten-steps.js';

describeTenSteps('fr');
