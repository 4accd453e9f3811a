export { readBackup, type BackupManifest } from './backup-manifest.js';
export { backUpNode, type NodeToBackUp } from './backup-node.js';
export { restoreNode, type NodeToRestore, type RestoredNode } from './restore-node.js';
