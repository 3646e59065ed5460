export { ShipperConnection } from "./client";
export { passedEnvironment, type ShipperAnswer, type ShipperRequest } from "./protocol";
export { ShipperLink } from "./shipper-link";
export { runShipper } from "./start";
export { startingShippers } from "./starting";
