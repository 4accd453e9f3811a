/** What the environment says about the engine and about building it. */
export interface EngineEnvironment {
  /** A CometBFT that the operator names (`INCOLA_COMETBFT`); it is used or refused, never passed over. */
  configured?: string | undefined;
  /** Folders in which programs are looked for (`PATH`). */
  path: string;
  /** What Go's own client is run with: its proxy, its caches, the home folder. */
  forGo: Readonly<Record<string, string | undefined>>;
}

export function readEngineEnvironment(environment: NodeJS.ProcessEnv = process.env): EngineEnvironment {
  const { INCOLA_COMETBFT: configured, PATH: path = '', ...others } = environment;
  return { ...(configured ? { configured } : {}), path, forGo: { ...others, PATH: path } };
}
