import type { AwsCredentialIdentity } from "@smithy/types";
import { TracksideError } from "../errors";
import { inHome } from "./home-file";

/** Who signs, and where. */
export interface AwsLogin {
  readonly credentials: AwsCredentialIdentity;
  /** Of the variables or the profile; undefined where neither names one. */
  readonly region: string | undefined;
}

/** Milliseconds; elsewhere than in Amazon's network nobody answers there. */
const metadataTimeoutMs = 1_000;

/**
 * Finds credentials in the order of AWS's own tools: variables, the shared files' profile, then those that a container
 * or a machine of Amazon's is given. The last two also renew themselves: they carry when they expire.
 *
 * @throws TracksideError `connection.aws` that says where none was found.
 */
export async function awsLogin(environment: NodeJS.ProcessEnv): Promise<AwsLogin> {
  const profileName = environment["AWS_PROFILE"] || environment["AWS_DEFAULT_PROFILE"];
  const profile = await sharedProfile(environment, profileName ?? "default");
  const region = environment["AWS_REGION"] || environment["AWS_DEFAULT_REGION"] || profile?.["region"];
  const credentials =
    (profileName ? null : fromVariables(environment)) ??
    fromProfile(profile, profileName) ??
    (await fromMachine(environment));
  if (credentials) {
    return { credentials, region };
  }
  throw notFound("no AWS credentials in the environment, in a profile, or from this machine");
}

function fromVariables(environment: NodeJS.ProcessEnv): AwsCredentialIdentity | null {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = environment;
  const sessionToken = environment["AWS_SESSION_TOKEN"];
  return accessKeyId && secretAccessKey
    ? { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) }
    : null;
}

async function sharedProfile(environment: NodeJS.ProcessEnv, name: string) {
  const { loadSharedConfigFiles } = await import("@smithy/shared-ini-file-loader");
  const { credentialsFile, configFile } = await loadSharedConfigFiles({
    filepath: environment["AWS_SHARED_CREDENTIALS_FILE"] || inHome(environment, ".aws", "credentials"),
    configFilepath: environment["AWS_CONFIG_FILE"] || inHome(environment, ".aws", "config"),
    // a renewed file must be seen
    ignoreCache: true,
  });
  const inConfig = configFile[name];
  const inCredentials = credentialsFile[name];
  return inConfig || inCredentials ? { ...inConfig, ...inCredentials } : null;
}

function fromProfile(
  profile: Readonly<Record<string, string | undefined>> | null,
  chosen: string | undefined,
): AwsCredentialIdentity | null {
  const { aws_access_key_id: accessKeyId, aws_secret_access_key: secretAccessKey } = profile ?? {};
  if (accessKeyId && secretAccessKey) {
    const sessionToken = profile?.["aws_session_token"];
    return { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) };
  }
  const needed = ["sso_session", "sso_start_url", "role_arn", "credential_process"].find((key) => profile?.[key]);
  if (chosen || needed) {
    throw notFound(
      !profile
        ? `there is no AWS profile [${chosen}]`
        : `the AWS profile [${chosen ?? "default"}] has no keys` +
            (needed ? `: it signs in by ${needed}, which Trackside does not do` : ""),
    );
  }
  return null;
}

async function fromMachine(environment: NodeJS.ProcessEnv): Promise<AwsCredentialIdentity | null> {
  const { fromContainerMetadata, fromInstanceMetadata } = await import("@smithy/credential-provider-imds");
  const options = { timeout: metadataTimeoutMs, maxRetries: 1 };
  const isContainer = ["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_CONTAINER_CREDENTIALS_FULL_URI"].some(
    (name) => process.env[name],
  );
  if (!isContainer && environment["AWS_EC2_METADATA_DISABLED"]?.toLowerCase() === "true") {
    return null;
  }
  try {
    return await (isContainer ? fromContainerMetadata(options) : fromInstanceMetadata(options))();
  } catch (cause) {
    throw notFound(
      isContainer
        ? `the container's AWS credentials cannot be had: ${(cause as Error).message}`
        : "no AWS credentials in the environment, in a profile, or from this machine",
      cause,
    );
  }
}

function notFound(what: string, cause?: unknown): TracksideError {
  return new TracksideError(`requests to AWS cannot be signed: ${what}`, {
    code: "connection.aws",
    hint:
      "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY (and AWS_SESSION_TOKEN), or AWS_PROFILE to a profile with keys; " +
      'eval "$(aws configure export-credentials --format env)" makes them of any other profile.',
    cause,
  });
}
