export { deliveryFileName, readDeliveryState, writeDeliveryState, type DeliveryState } from "./delivery-state";
export { deliveryReports, type DeliveryReport } from "./delivery-report";
