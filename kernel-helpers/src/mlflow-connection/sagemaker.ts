import type { SagemakerArn } from "../config";
import { TracksideError } from "../errors";

/** Where a SageMaker tracking server is, and what it wants to be told with each request. */
export interface SagemakerServer {
  readonly uri: string;
  readonly service: string;
  readonly region: string;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Finds the address of a tracking server, or an MLflow app, by its ARN.
 *
 * @throws TracksideError `connection.aws` in a partition that has none.
 * @see sagemaker_mlflow.mlflow_sagemaker_helpers, of AWS's own plug-in
 */
export function sagemakerServer(arn: SagemakerArn, environment: NodeJS.ProcessEnv): SagemakerServer {
  const { text, partition, region, resource } = arn;
  if (partition !== "aws" && partition !== "aws-us-gov") {
    throw new TracksideError(`SageMaker has no MLflow in the partition ${partition} of ${text}`, {
      code: "connection.aws",
      hint: "It is in aws and aws-us-gov.",
    });
  }
  const custom = environment["SAGEMAKER_MLFLOW_CUSTOM_ENDPOINT"];
  return resource === "mlflow-app"
    ? {
        uri: custom || `https://mlflow.sagemaker.${region}.app.aws`,
        service: "sagemaker",
        region,
        headers: { "x-sm-mlflow-app-arn": text },
      }
    : {
        uri: custom || `https://${region}.experiments.sagemaker.aws`,
        service: "sagemaker-mlflow",
        region,
        headers: { "x-mlflow-sm-tracking-server-arn": text },
      };
}
