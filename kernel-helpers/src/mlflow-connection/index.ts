export type {
  ExpiringRequestHeaders,
  RequestHeaderContext,
  RequestHeaderProvider,
  RequestHeaders,
} from "./header-provider";
export { findProjectModule, loadProjectModule } from "./project-module";
export { ProjectConnections, type RemotePlace, type SinkCredentials } from "./project-connections";
