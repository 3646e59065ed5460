import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { TracksideError } from "../errors";

/** What a tracking URI names. */
export type TrackingPlace =
  /** The project's own server, on `mlflow.db` in its root. */
  | { readonly kind: "local" }
  /** A server of the project's own, on a database elsewhere. */
  | { readonly kind: "database"; readonly file: string }
  | { readonly kind: "http"; readonly uri: string }
  /** A Databricks workspace; `null`: the profile that the environment names. */
  | { readonly kind: "databricks"; readonly profile: string | null }
  /** A tracking server of SageMaker's, or an MLflow app. */
  | { readonly kind: "sagemaker"; readonly arn: SagemakerArn };

/** The parts of a SageMaker ARN that say where the server is. */
export interface SagemakerArn {
  readonly text: string;
  readonly partition: string;
  readonly region: string;
  readonly resource: "mlflow-tracking-server" | "mlflow-app";
}

/** The database in the project's root, that of its own server. */
export function projectDatabase(projectRoot: string): string {
  return join(projectRoot, "mlflow.db");
}

/**
 * Reads a tracking URI in any of the forms that MLflow's Python client takes.
 *
 * @param directory - where relative paths start.
 * @throws TracksideError `tracking.unsupported-uri` naming the form to use instead.
 * @see mlflow.set_tracking_uri
 */
export function parseTrackingUri(uri: string, projectRoot: string, directory = projectRoot): TrackingPlace {
  const scheme = /^([a-z][a-z0-9+.-]+):/i.exec(uri)?.[1]?.toLowerCase();
  if (uri === "local") {
    return { kind: "local" };
  }
  if (uri === "databricks" || scheme === "databricks") {
    return { kind: "databricks", profile: databricksProfile(uri) };
  }
  switch (scheme) {
    case "http":
    case "https":
      return { kind: "http", uri: withoutCredentials(uri) };
    case "arn":
      return { kind: "sagemaker", arn: parseArn(uri) };
    case "sqlite":
      return databaseAt(sqliteFile(uri, directory), projectRoot);
    case "file":
      return folderAt(filePath(uri, directory), projectRoot);
    case undefined:
      return folderAt(resolve(directory, uri), projectRoot, uri);
    default:
      throw unsupported(withoutSecret(uri), remedyFor(scheme));
  }
}

/** A tracking URI as it may be written down: whole, absolute, and without any credential. */
export function recordedUri(place: TrackingPlace): string {
  switch (place.kind) {
    case "local":
      return "local";
    case "database":
      return `sqlite:///${place.file}`;
    case "http":
      return place.uri;
    case "databricks":
      return place.profile === null ? "databricks" : `databricks://${place.profile}`;
    case "sagemaker":
      return place.arn.text;
  }
}

function withoutCredentials(uri: string): string {
  if (!URL.canParse(uri)) {
    throw unsupported(withoutSecret(uri), "Give the whole address, such as https://mlflow.example:5000.");
  }
  const url = new URL(uri);
  url.username = "";
  url.password = "";
  return url.href.replace(/\/+$/, "");
}

function databricksProfile(uri: string): string | null {
  const [, profile = ""] = /^databricks:\/\/([^/]*)\/?$/i.exec(uri) ?? [];
  if (uri === "databricks") {
    return null;
  }
  if (profile === "" || profile.includes(":") || profile.includes("@")) {
    throw unsupported(
      withoutSecret(uri),
      "Give databricks, or databricks://PROFILE with a profile of ~/.databrickscfg; secret scopes are not read.",
    );
  }
  return profile;
}

function parseArn(text: string): SagemakerArn {
  const match = /^arn:(aws[\w-]*):sagemaker:([\w-]+):\d{12}:(mlflow-tracking-server|mlflow-app)\/[\w-]+$/.exec(text);
  const [, partition, region, resource] = match ?? [];
  if (partition === undefined || region === undefined || resource === undefined) {
    throw unsupported(
      text,
      "An ARN is arn:aws:sagemaker:REGION:ACCOUNT:mlflow-tracking-server/NAME, or that of an mlflow-app/ID.",
    );
  }
  return { text, partition, region, resource: resource as SagemakerArn["resource"] };
}

/** `sqlite:///relative.db` and `sqlite:////absolute.db`, as SQLAlchemy reads them. */
function sqliteFile(uri: string, directory: string): string {
  const [, path = ""] = /^sqlite:\/\/\/([^?]+)$/i.exec(uri) ?? [];
  if (path === "" || path === ":memory:") {
    throw unsupported(
      uri,
      "Give the path of a file: sqlite:///runs.db, or sqlite:////srv/runs.db for an absolute one.",
    );
  }
  return resolve(directory, path);
}

function filePath(uri: string, directory: string): string {
  if (/^file:\/\/\//i.test(uri)) {
    return fileURLToPath(uri);
  }
  if (/^file:\/\//i.test(uri)) {
    throw unsupported(uri, "A file URI has three slashes and an absolute path: file:///srv/tracking.");
  }
  return resolve(directory, uri.slice("file:".length));
}

function databaseAt(file: string, projectRoot: string): TrackingPlace {
  return file === projectDatabase(projectRoot) ? { kind: "local" } : { kind: "database", file };
}

/** MLflow 3 keeps no runs in plain folders any more: a folder holds a database instead, unless such runs are in it. */
function folderAt(folder: string, projectRoot: string, uri?: string): TrackingPlace {
  if (uri !== undefined && /^https?\b|^\s|\s$/.test(uri)) {
    throw unsupported(
      uri,
      "Give the whole address, such as https://mlflow.example:5000, or ./ before a folder's name.",
    );
  }
  if (holdsFileStore(folder)) {
    throw unsupported(
      folder,
      "It holds runs as plain files, which MLflow 3 reads no more. Take them into a database by " +
        `mlflow migrate-filestore --source ${folder} --target sqlite:///${join(folder, "mlflow.db")}` +
        `, and name that one: sqlite:///${join(folder, "mlflow.db")}`,
    );
  }
  return databaseAt(join(folder, "mlflow.db"), projectRoot);
}

/** @see mlflow.tracking._tracking_service.utils._has_existing_mlruns_data */
function holdsFileStore(folder: string): boolean {
  return (
    existsSync(folder) &&
    readdirSync(folder).some((name) => /^\d+$/.test(name) && existsSync(join(folder, name, "meta.yaml")))
  );
}

function remedyFor(scheme: string): string {
  if (/^(postgresql|mysql|mssql|oracle)/.test(scheme)) {
    return "Start mlflow server --backend-store-uri with this database, and give that server's http:// address.";
  }
  return (
    "Give the http:// or https:// address of an MLflow server, sqlite:///FILE, a folder, databricks, the ARN of a " +
    "SageMaker tracking server, or nothing for the project's own server."
  );
}

function unsupported(shown: string, hint: string): TracksideError {
  return new TracksideError(`the tracking URI ${JSON.stringify(shown)} is not understood`, {
    code: "tracking.unsupported-uri",
    hint,
  });
}

/** What stands before an `@` may be a password. */
function withoutSecret(uri: string): string {
  return uri.includes("@") ? "(with a password)" : uri;
}
