export { serve as runGateway } from "./main";
export { Gateway, type GatewayAddress } from "./server";
