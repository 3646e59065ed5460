import { join } from "node:path";
import { readJsonFile, writeJsonFile } from "../runtime";

/** A record that a sink refused for good. */
export interface Rejection {
  /** Kind and name of the record, for example `metric loss`. */
  readonly what: string;
  /** In the backend's words. */
  readonly reason: string;
}

/** What the shipper knows of a run's way to one sink: kept in the run's folder, written by the shipper alone. */
export interface DeliveryState {
  /** Bytes delivered of each journal file. */
  readonly offsets: Readonly<Record<string, number>>;
  /** Records delivered, or set aside, in all. */
  readonly acknowledged: number;
  /** While the sink does not take records: since when (milliseconds since the epoch) and why. */
  readonly outage: { readonly since: number; readonly reason: string } | null;
  /** The newest hundred that were refused. */
  readonly rejected: readonly Rejection[];
  /** The run has ended, and the sink has all of it. */
  readonly done: boolean;
  /** What the sink keeps of the run for itself, such as the id that the run has there. Never holds a credential. */
  readonly memory: Readonly<Record<string, unknown>>;
}

/** What the MLflow sink keeps of a run. */
export interface MlflowPlace {
  readonly mlflowRunId: string;
  readonly experimentId: string;
  readonly artifactUri: string;
  /** Root of the tracking server that has the run. */
  readonly trackingUri: string;
  /** Set before MLflow is asked to create the run: after a lost answer it is searched for before it is asked again. */
  readonly createStarted: boolean;
  /** A call of this run went wrong: whether it had an effect all the same is not known. */
  readonly hadFailures: boolean;
}

/** Tag by which a run of ours is known in MLflow. */
export const runIdTag = "trackside.run_id";

/** Name of the sink that every run has, and that links and reports are about. */
export const mainSinkName = "mlflow";

const initialDeliveryState: DeliveryState = {
  offsets: {},
  acknowledged: 0,
  outage: null,
  rejected: [],
  done: false,
  memory: {},
};

function deliveryFile(directoryOfRun: string, sinkName: string): string {
  return join(directoryOfRun, sinkName === mainSinkName ? "delivery.json" : `delivery.${sinkName}.json`);
}

export function readDeliveryState(directoryOfRun: string, sinkName = mainSinkName): DeliveryState {
  return readJsonFile<DeliveryState>(deliveryFile(directoryOfRun, sinkName)) ?? initialDeliveryState;
}

export function writeDeliveryState(directoryOfRun: string, sinkName: string, state: DeliveryState): void {
  writeJsonFile(deliveryFile(directoryOfRun, sinkName), state);
}

/** Where MLflow has the run, as far as it has come. */
export function mlflowPlace(state: DeliveryState): Partial<MlflowPlace> {
  return state.memory;
}
