export { kernelIdOf, readConnectionFile, type ConnectionInfo } from "./connection-file";
export { protocolVersion } from "./header";
export { SocketLink, type SocketEvents } from "./socket-link";
export { StreamBatcher } from "./stream-batcher";
export { setUnblockHandler } from "./unblocker";
export { decodeMessage, encodeMessage, type Header, type Message } from "./wire";
