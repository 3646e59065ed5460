export { applyChange, keepIdentities } from "./merge";
export { RunFeed, type RunFeedOptions } from "./runfeed";
export { resolveRunLink } from "./runlink";
export type { Connection, ConnectionFailure, FeedOpener, IRunFeed } from "./tokens";
