export { ShipperConnection } from "./client";
export { passedEnvironment, type ShipperAnswer, type ShipperRequest } from "./protocol";
export { runShipper } from "./start";
