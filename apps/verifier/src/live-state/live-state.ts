/** What a page shows of something that changes by itself. The same object goes out by polling and by events. */
export interface LiveState {
  /** Changes whenever something else in it does; also the identifier of its event. */
  version: string;
  stage: string;
  /** ISO 8601. */
  expiresAt: string;
  /** The page has nothing more to show: it is to be loaded again, and leads elsewhere. */
  leave: boolean;
}

/** Reads a state now; a refusal ends the stream. */
export type ReadLiveState<State extends { version: string } = LiveState> = () => Promise<State>;
