import { join } from 'node:path';
import { openConsensusStore } from '#anchoring/consensus';

const LEAVES_PER_READ = 1000;

/** The leaves that a node's application has stored, read from its own database. @param home the node's folder */
export async function readNodeLog(home: string): Promise<Uint8Array[]> {
  const { database, storage } = await openConsensusStore(`sqlite:${join(home, 'data', 'application.sqlite')}`);
  try {
    const leaves: Uint8Array[] = [];
    for (;;) {
      const some = await storage.readLeaves(leaves.length, LEAVES_PER_READ);
      leaves.push(...some);
      if (some.length < LEAVES_PER_READ) return leaves;
    }
  } finally {
    await database.close();
  }
}
