export { isDelivered, markDelivered, unmarkDelivered } from "./delivered-mark";
export {
  mainSinkName,
  mlflowPlace,
  readDeliveryState,
  runIdTag,
  writeDeliveryState,
  type DeliveryState,
  type MlflowPlace,
  type Rejection,
} from "./delivery-state";
export { journalSizes, undelivered, type JournalSizes, type Undelivered } from "./undelivered";
export { deliveryReports, type DeliveryReport, type SinkReport } from "./delivery-report";
