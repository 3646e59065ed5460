export { applyChange, keepIdentities } from "./merge";
export { GatewayClient, GatewayError, type GatewayQuery } from "./gatewayclient";
export { RunFeed, type RunFeedOptions } from "./runfeed";
export { SharedFeeds } from "./sharedfeeds";
export { resolveRunLink } from "./runlink";
export type { Connection, ConnectionFailure, FeedOpener, IRunFeed } from "./tokens";
