export { ShipperConnection } from "./client";
export { passedEnvironment, type ShipperAnswer, type ShipperRequest } from "./protocol";
export { lastShipper, startingShippers } from "./processes";
export { ShipperLink } from "./shipper-link";
export { runShipper } from "./start";
