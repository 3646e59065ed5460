export type {
  ExpiringRequestHeaders,
  RequestHeaderContext,
  RequestHeaderProvider,
  RequestHeaders,
} from "./header-provider";
export { ProjectConnections, type RemotePlace, type SinkCredentials } from "./project-connections";
