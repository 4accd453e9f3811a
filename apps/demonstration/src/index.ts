export { startCooperation, type Cooperation, type CooperationToStart } from './supervisor/start-cooperation.js';
export { COOPERATIVE, MEMBERS, type FictiveMember, type ServiceName } from './founding/fictive-members.js';
