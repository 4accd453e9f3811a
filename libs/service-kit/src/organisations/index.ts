export { ownOrganisations, type OwnOrganisation } from './own-organisations.js';
export { didDocumentShape } from './did-document-shape.js';
export { DidController } from './did.controller.js';
export { createFoundingCommands, type FoundingCommands, type LifetimeOf } from './founding-commands.js';
export { endorseFoundingFile, readFoundingFile, type FoundingFile } from './founding-file.js';
export { isMemberAct, MEMBER_ACTS_USAGE } from './member-acts.js';
export { hardwareModule, openHardwareModule, placeHardwareModule, type HardwareModule } from './hardware-module.js';
export {
  keyRequestShape,
  readRegistry,
  registeredKeys,
  rotateLeafKey,
  verifyKeyRequest,
  type KeyRequest,
} from './rotation/index.js';
export { readCertificates } from './read-certificates.js';
