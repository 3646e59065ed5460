import { datasetOf, definitionOf, isParameterName, type DatasetNames, type PipelineNode } from "../pipeline";
import { FreeNames, identifierOf, ownName } from "./identifiers";
import { typeOfInput } from "./input-type";
import type { NodeSource } from "./node-source";

/** Names that the cells use themselves. */
const ready = ["catalog", "node", "parameters", "params", "show"];

/** An input with the variable that holds it. */
interface Variable {
  /** The dataset, or parameter. */
  readonly dataset: string;
  /** The property of the function's only argument, where it takes one object. */
  readonly property: string | undefined;
  readonly name: string;
}

/** Writes the cells: the function, its inputs, its call, and the node that is made of it. */
export function cellsOf(node: PipelineNode, source: NodeSource): string[] {
  const { inputs, outputs } = definitionOf(node);
  const names = new FreeNames([...source.names, ...ready]);
  const variables = nameInputs(inputs, source, names);
  const inputCell = variables.map((variable, index) => inputLine(variable, index, source)).join("\n");
  return [
    `// node "${node.name}", from ${source.place}\n${source.code}`,
    ...(inputCell === "" ? [] : [inputCell]),
    callCell(source.name, inputs, variables, outputs, names),
    nodeLine(node, source.name, names),
  ];
}

/** By the names of the function's own parameters, so that its lines can be run one by one. */
function nameInputs(inputs: DatasetNames, { syntax }: NodeSource, names: FreeNames): readonly Variable[] {
  const take = (dataset: string, property: string | undefined, wanted: string | undefined): Variable => ({
    dataset,
    property,
    name: names.take(wanted ?? datasetOf(dataset.slice(dataset.indexOf(":") + 1)), "Input"),
  });
  switch (inputs.form) {
    case "none":
      return [];
    case "one":
      return [take(inputs.name, undefined, parameterName(syntax, 0))];
    case "list":
      return inputs.names.map((dataset, index) => take(dataset, undefined, parameterName(syntax, index)));
    case "properties":
      return [...inputs.names].map(([property, dataset]) => take(dataset, property, property));
  }
}

function parameterName(syntax: NodeSource["syntax"], index: number): string | undefined {
  const name = syntax?.parameters[index]?.name;
  // one that is taken apart, `({ a, b })`, has none
  return name && "text" in name ? name.text : undefined;
}

function inputLine({ dataset, property, name }: Variable, index: number, source: NodeSource): string {
  const type = typeOfInput(source, index, property);
  const of = type === undefined ? "" : `<${type}>`;
  if (dataset === "parameters") {
    return `const ${name} = { ...parameters }${type === undefined ? "" : ` as ${type}`};`;
  }
  return isParameterName(dataset)
    ? `const ${name} = params${of}(${JSON.stringify(dataset.slice("params:".length))});`
    : `const ${name} = await catalog.load${of}(${JSON.stringify(dataset)});`;
}

function callCell(
  name: string,
  inputs: DatasetNames,
  variables: readonly Variable[],
  outputs: DatasetNames,
  names: FreeNames,
): string {
  const given = variables.map((variable) =>
    variable.property === undefined || variable.property === variable.name
      ? variable.name
      : `${propertyText(variable.property)}: ${variable.name}`,
  );
  const call = `await ${name}(${inputs.form === "properties" ? `{ ${given.join(", ")} }` : given.join(", ")})`;
  const take = (dataset: string): string => names.take(datasetOf(dataset), "Output");
  switch (outputs.form) {
    case "none":
      return `${call};`;
    case "one": {
      const made = take(outputs.name);
      return `const ${made} = ${call};\nawait show(${made});`;
    }
    case "list": {
      const made = outputs.names.map(take);
      return [`const [${made.join(", ")}] = ${call};`, ...made.map((each) => `await show(${each});`)].join("\n");
    }
    case "properties": {
      const made = [...outputs.names].map(([property, dataset]) => [property, take(dataset)] as const);
      const parts = made.map(([property, each]) => `${propertyText(property)}: ${each}`);
      const shown = made.map(([, each]) => `await show(${each});`);
      return [`const { ${parts.join(", ")} } = ${call};`, ...shown].join("\n");
    }
  }
}

function nodeLine(node: PipelineNode, name: string, names: FreeNames): string {
  const { inputs, outputs, execution } = definitionOf(node);
  const options = {
    name: ownName(node),
    ...(node.namespace !== undefined && { namespace: node.namespace }),
    ...(node.tags.length > 0 && { tags: node.tags }),
    ...(execution.retries > 0 && { retries: execution.retries, retryDelay: execution.retryDelay }),
    ...(execution.cache && { cache: true }),
  };
  const variable = names.take(`${identifierOf(node)}Node`, "2");
  return `const ${variable} = node(${name}, ${namesText(inputs)}, ${namesText(outputs)}, ${literal(options)});`;
}

function namesText(names: DatasetNames): string {
  switch (names.form) {
    case "none":
      return "null";
    case "one":
      return JSON.stringify(names.name);
    case "list":
      return literal(names.names);
    case "properties":
      return literal(Object.fromEntries(names.names));
  }
}

/** Data as code, on one line. */
function literal(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(literal).join(", ")}]`;
  }
  if (typeof value === "object" && value !== null) {
    const parts = Object.entries(value).map(([key, each]) => `${propertyText(key)}: ${literal(each)}`);
    return `{ ${parts.join(", ")} }`;
  }
  return JSON.stringify(value);
}

function propertyText(name: string): string {
  return /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name) ? name : JSON.stringify(name);
}
