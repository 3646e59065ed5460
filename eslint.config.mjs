import jupyter from "@jupyter/eslint-plugin";
import { createTypeScriptImportResolver } from "eslint-import-resolver-typescript";
import importX from "eslint-plugin-import-x";
import tseslint from "typescript-eslint";

/**
 * What each folder of kernel-helpers/src may import of the others; one that is not listed may import any that does not
 * import it. The lower ones know nothing of tracking, which joins them by hooks as a user's own plugin would.
 */
const layers = {
  errors: [],
  "own-package": [],
  messages: [],
  code: [],
  runtime: ["errors"],
  table: ["errors"],
  config: ["errors"],
  catalog: ["config", "errors", "messages", "pipeline", "table"],
  pipeline: ["errors"],
  project: ["catalog", "config", "errors", "pipeline"],
  runner: ["catalog", "config", "errors", "messages", "own-package", "pipeline", "project", "table"],
  typegen: ["catalog", "config", "errors", "pipeline", "project", "table"],
  typed: ["catalog", "pipeline", "runner"],
  "load-node": ["code", "config", "display", "errors", "pipeline", "project"],
  display: ["errors", "messages", "runner", "table"],
  kernel: ["code", "display", "errors", "messages", "own-package", "pipeline", "runner"],
  "mlflow-client": ["errors", "messages"],
  "mlflow-connection": ["config", "errors", "mlflow-client"],
  journal: ["errors", "messages", "runtime"],
};

const pastAnIndex = {
  // up to another folder, or down into an own one, and then past its index
  regex: "^(?:(?:\\.\\./)+(?!style/)[^./][^/]*|\\./[^/]+)/.+",
  message: "Import from the folder's index, and export there what others may use.",
};

const layerRules = Object.entries(layers).flatMap(([folder, allowed]) =>
  [1, 2, 3].map((depth) => ({
    files: [`kernel-helpers/src/${[folder, ...Array(depth - 1).fill("*"), "*.ts"].join("/")}`],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            pastAnIndex,
            {
              regex: `^${"\\.\\./".repeat(depth)}(?!(?:${[folder, ...allowed].join("|")})(?:/|$))`,
              message: `${folder} may import ${allowed.join(", ") || "no other folder"}: see the layers in eslint.config.mjs.`,
            },
          ],
        },
      ],
    },
  })),
);

const mlflowPath = "/api\\/\\d\\.0\\/mlflow/";

export default tseslint.config(
  {
    ignores: [
      "**/node_modules/",
      "lib/",
      "kernel-helpers/lib/",
      "kernel-helpers/dist/",
      "jupyterlab_trackside/labextension/",
      ".venv/",
      ".setup/",
      "dist/",
      "test-results/",
      "playwright-report/",
      "**/.trackside/",
      // wrong on purpose
      "test/unit/typed/cases/",
    ],
  },
  {
    extends: [...tseslint.configs.recommended],
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      eqeqeq: "error",
      "@typescript-eslint/no-unused-vars": ["error", { varsIgnorePattern: "^_", argsIgnorePattern: "^_" }],
    },
  },
  // jest and its environment load these with require
  {
    files: ["**/*.cjs", "kernel-helpers/bin/*.js", "kernel-helpers/*.js"],
    rules: { "@typescript-eslint/no-require-imports": "off" },
  },
  {
    files: ["kernel-helpers/src/**/*.ts", "extension/**/*.{ts,tsx}", "test/**/*.{ts,tsx}"],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/consistent-type-imports": ["error", { disallowTypeAnnotations: false }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      // notebooks and files keep to no type: what they give is checked although its type says it need not be
      "@typescript-eslint/no-unnecessary-condition": "off",
      // a string is spread where code points are meant
      "@typescript-eslint/no-misused-spread": "off",
      // the type of what is read from a file or a server is named by the caller
      "@typescript-eslint/no-unnecessary-type-parameters": "off",
      // `async` makes a rejection of what would be thrown
      "@typescript-eslint/require-await": "off",
    },
  },
  {
    files: ["kernel-helpers/src/**/*.ts", "extension/**/*.{ts,tsx}"],
    plugins: { "import-x": importX },
    settings: {
      "import-x/resolver-next": [
        createTypeScriptImportResolver({ project: ["kernel-helpers", "extension"], noWarnOnMultipleProjects: true }),
      ],
    },
    rules: {
      "import-x/no-cycle": "error",
      "import-x/no-default-export": "error",
      "max-lines": ["error", { max: 300 }],
      "no-restricted-imports": ["error", { patterns: [pastAnIndex] }],
      "no-restricted-syntax": [
        "error",
        ...["Literal[value=", "TemplateElement[value.raw="].map((node) => ({
          selector: `${node}${mlflowPath}]`,
          message: "MLflow's REST is in kernel-helpers/src/mlflow-client alone.",
        })),
      ],
    },
  },
  ...layerRules,
  { files: ["kernel-helpers/src/mlflow-client/**/*.ts"], rules: { "no-restricted-syntax": "off" } },
  // what is slow to load, or replaces a part of tslab's, is required when it is its turn
  {
    files: ["kernel-helpers/src/kernel/**/*.ts", "kernel-helpers/src/tracking/datasets/register.ts"],
    rules: { "@typescript-eslint/no-require-imports": "off" },
  },
  {
    files: ["extension/**/*.{ts,tsx}"],
    plugins: { jupyter },
    rules: {
      ...jupyter.configs["recommended-legacy"].rules,
      // what need not be there at the start is loaded by extension/panel with all its imports
      "jupyter/prefer-lazy-imports": "off",
      // JupyterLab merges a token's type with the namespace of its parts
      "@typescript-eslint/no-namespace": "off",
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            pastAnIndex,
            {
              regex: "^trackside(?!/lib/messages$)",
              message: "The browser shares only trackside/lib/messages with Node.",
            },
          ],
        },
      ],
    },
  },
  // JupyterLab takes the plugins from the default export, and the bundler gives an icon as one
  { files: ["extension/index.ts", "extension/assets.d.ts"], rules: { "import-x/no-default-export": "off" } },
  {
    files: ["test/**/*.{ts,tsx}"],
    rules: {
      // a missing value fails the test either way
      "@typescript-eslint/no-non-null-assertion": "off",
      // jest's matchers, such as expect.any, are untyped
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
    },
  },
);
