const path = require("node:path");

/** Shared by all projects: TypeScript and the set-up's `.mjs` files are compiled by swc, not type-checked. */
const common = {
  rootDir: path.resolve(__dirname, ".."),
  moduleFileExtensions: ["ts", "tsx", "js", "mjs", "cjs", "json", "node"],
  transform: {
    "\\.([cm]?[jt]s|[jt]sx)$": [
      "@swc/jest",
      {
        jsc: {
          target: "es2022",
          parser: { syntax: "typescript", tsx: true },
          transform: { react: { runtime: "automatic" } },
        },
        module: { type: "commonjs" },
        sourceMaps: "inline",
      },
    ],
  },
  moduleNameMapper: {
    // tests run against the sources, so that none can pass on a build of yesterday
    "^trackside$": "<rootDir>/kernel-helpers/src/index.ts",
    "^trackside/lib/(.*)$": "<rootDir>/kernel-helpers/src/$1",
  },
  modulePathIgnorePatterns: ["<rootDir>/jupyterlab_trackside/", "<rootDir>/.venv/", "<rootDir>/lib/"],
  watchPathIgnorePatterns: ["/\\.(venv|setup|trackside)/"],
  setupFiles: ["<rootDir>/test/support/environment.cjs"],
  restoreMocks: true,
};

/** Packages on the extension's import path that npm ships as ES modules only, which jest cannot load as they are. */
const esModules = [
  "@codemirror",
  "@jupyter",
  "@jupyterlab",
  "@microsoft",
  "eventsource-parser",
  "exenv-es6",
  "lib0",
  "nanoid",
  "uplot",
  "vscode-ws-jsonrpc",
  "y-protocols",
  "y-websocket",
  "yjs",
];

module.exports = {
  projects: [
    {
      ...common,
      displayName: "unit",
      testEnvironment: "node",
      testMatch: ["<rootDir>/test/unit/**/*.spec.ts", "<rootDir>/test/conformance/*.spec.ts"],
      testPathIgnorePatterns: ["<rootDir>/test/unit/extension/"],
      setupFilesAfterEnv: ["<rootDir>/test/support/unit-timeout.cjs"],
    },
    {
      ...common,
      displayName: "extension",
      testEnvironment: "jsdom",
      testMatch: ["<rootDir>/test/unit/extension/**/*.spec.{ts,tsx}"],
      setupFiles: [...common.setupFiles, "<rootDir>/test/support/browser-globals.cjs"],
      setupFilesAfterEnv: ["<rootDir>/test/support/unit-timeout.cjs"],
      moduleNameMapper: {
        ...common.moduleNameMapper,
        "\\.css$": "<rootDir>/test/support/empty-module.cjs",
      },
      transform: {
        ...common.transform,
        "\\.svg$": "<rootDir>/test/support/text-transform.cjs",
      },
      transformIgnorePatterns: [`/node_modules/(?!(?:${esModules.join("|")})/)`],
    },
    {
      ...common,
      displayName: "integration",
      testEnvironment: "node",
      testMatch: ["<rootDir>/test/integration/**/*.spec.ts"],
      globalSetup: "<rootDir>/test/support/shared-mlflow-setup.ts",
      globalTeardown: "<rootDir>/test/support/shared-mlflow-teardown.ts",
      // it imports node:http when it sends, which jest can only do where the import is compiled
      transformIgnorePatterns: ["/node_modules/(?!@opentelemetry/otlp-exporter-base/)"],
      setupFilesAfterEnv: ["<rootDir>/test/support/integration-timeout.cjs"],
    },
    // `npm run test:compat` starts the servers that these run against
    ...(process.env.COMPAT_SERVER_URI
      ? [
          {
            ...common,
            displayName: "compat",
            testEnvironment: "node",
            testMatch: ["<rootDir>/test/compat/**/*.spec.ts"],
            setupFilesAfterEnv: ["<rootDir>/test/support/integration-timeout.cjs"],
          },
        ]
      : []),
    // `npm run test:faults` says how many
    ...(process.env.FAULT_KILLS
      ? [
          {
            ...common,
            displayName: "faults",
            testEnvironment: "node",
            testMatch: ["<rootDir>/test/faults/**/*.spec.ts"],
            setupFilesAfterEnv: ["<rootDir>/test/support/faults-timeout.cjs"],
          },
        ]
      : []),
  ],
};
