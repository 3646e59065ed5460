export { deliveryFileName, readDeliveryState, writeDeliveryState, type DeliveryState } from "./delivery-state";
