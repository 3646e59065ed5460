/** Variables that say how to reach a tracking server; a program hands them on to the shipper. */
export const connectionVariables = [
  "MLFLOW_TRACKING_USERNAME",
  "MLFLOW_TRACKING_PASSWORD",
  "MLFLOW_TRACKING_TOKEN",
  "MLFLOW_TRACKING_INSECURE_TLS",
  "MLFLOW_TRACKING_AWS_SIGV4",
  "MLFLOW_TRACKING_AUTH",
  "MLFLOW_HTTP_REQUEST_TIMEOUT",
  "MLFLOW_WORKSPACE",
  "DATABRICKS_HOST",
  "DATABRICKS_TOKEN",
  "DATABRICKS_CONFIG_PROFILE",
  "SAGEMAKER_MLFLOW_CUSTOM_ENDPOINT",
  "AWS_ACCESS_KEY_ID",
  "AWS_SECRET_ACCESS_KEY",
  "AWS_SESSION_TOKEN",
  "AWS_PROFILE",
  "AWS_DEFAULT_PROFILE",
  "AWS_REGION",
  "AWS_DEFAULT_REGION",
  "AWS_EC2_METADATA_DISABLED",
  "HOME",
  "USERPROFILE",
] as const;

/** Those that name files; a relative path starts where the program runs, not where the shipper does. */
export const connectionPathVariables = [
  "MLFLOW_TRACKING_SERVER_CERT_PATH",
  "MLFLOW_TRACKING_CLIENT_CERT_PATH",
  "DATABRICKS_CONFIG_FILE",
  "AWS_SHARED_CREDENTIALS_FILE",
  "AWS_CONFIG_FILE",
] as const;

/** User name and password that `MLFLOW_TRACKING_URI` holds, as the variables that may hold them too. */
export function credentialVariables(environment: NodeJS.ProcessEnv): Record<string, string> {
  const uri = environment["MLFLOW_TRACKING_URI"];
  const url = uri && /^https?:/i.test(uri) && URL.canParse(uri) ? new URL(uri) : null;
  return url?.username
    ? {
        MLFLOW_TRACKING_USERNAME: decodeURIComponent(url.username),
        MLFLOW_TRACKING_PASSWORD: decodeURIComponent(url.password),
      }
    : {};
}
