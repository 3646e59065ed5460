import { join } from "node:path";
import { readJsonFile, writeJsonFile } from "../runtime";

/** What the shipper knows of a run's way to MLflow: kept in the run's folder, written by the shipper alone. */
export interface DeliveryState {
  /** MLflow's ids, as soon as it has the run. */
  readonly mlflowRunId: string | null;
  readonly experimentId: string | null;
  readonly artifactUri: string | null;
  /** Root of the tracking server that has the run; never holds a credential. */
  readonly trackingUri: string | null;
  /** Set before MLflow is asked to create the run: after a lost answer it is searched for before it is asked again. */
  readonly createStarted: boolean;
  /** Bytes delivered of each journal file. */
  readonly offsets: Readonly<Record<string, number>>;
  /** Records delivered, or set aside, in all. */
  readonly acknowledged: number;
  /** While MLflow does not take records: since when (milliseconds since the epoch) and why. */
  readonly outage: { readonly since: number; readonly reason: string } | null;
  /** Records that MLflow refused for good. */
  readonly rejected: readonly { readonly what: string; readonly reason: string }[];
  /** The run has ended, and MLflow has all of it. */
  readonly done: boolean;
}

export const initialDeliveryState: DeliveryState = {
  mlflowRunId: null,
  experimentId: null,
  artifactUri: null,
  trackingUri: null,
  createStarted: false,
  offsets: {},
  acknowledged: 0,
  outage: null,
  rejected: [],
  done: false,
};

/** File of the delivery state in a run's folder. */
export const deliveryFileName = "delivery.json";

export function readDeliveryState(directoryOfRun: string): DeliveryState {
  return readJsonFile<DeliveryState>(join(directoryOfRun, deliveryFileName)) ?? initialDeliveryState;
}

export function writeDeliveryState(directoryOfRun: string, state: DeliveryState): void {
  writeJsonFile(join(directoryOfRun, deliveryFileName), state);
}
