import type * as TypeScript from "@tslab/typescript-for-tslab";
import { lazyCompiler } from "../code";
import type { PipelineNode } from "../pipeline";

/** A function as it is written. */
export type FunctionCode = TypeScript.FunctionDeclaration | TypeScript.FunctionExpression | TypeScript.ArrowFunction;

/** The function that a statement declares under a name; undefined where it is made by an expression. */
export function functionIn(statement: TypeScript.Statement, name: string): FunctionCode | undefined {
  const ts = lazyCompiler();
  if (ts.isFunctionDeclaration(statement)) {
    return statement;
  }
  if (!ts.isVariableStatement(statement)) {
    return undefined;
  }
  const initializer = statement.declarationList.declarations.find(
    (each) => ts.isIdentifier(each.name) && each.name.text === name,
  )?.initializer;
  return initializer && isFunction(initializer) ? initializer : undefined;
}

function isFunction(
  expression: TypeScript.Expression,
): expression is TypeScript.FunctionExpression | TypeScript.ArrowFunction {
  const ts = lazyCompiler();
  return ts.isFunctionExpression(expression) || ts.isArrowFunction(expression);
}

/** Finds the function that is written within the call `node(...)` that makes a node. */
export function findInlineFunction(
  file: TypeScript.SourceFile,
  node: PipelineNode,
): TypeScript.FunctionExpression | TypeScript.ArrowFunction | undefined {
  const ts = lazyCompiler();
  let found: TypeScript.FunctionExpression | TypeScript.ArrowFunction | undefined;
  const visit = (part: TypeScript.Node): void => {
    if (ts.isCallExpression(part) && ts.isIdentifier(part.expression) && part.expression.text === "node") {
      const [func, ...rest] = part.arguments;
      if (func && isFunction(func) && describes(rest, node)) {
        found = func;
      }
    }
    ts.forEachChild(part, visit);
  };
  visit(file);
  return found;
}

/** Whether what follows the function in a call names the node; a namespace may have been put before the names since. */
function describes(rest: readonly TypeScript.Expression[], { name, namespace }: PipelineNode): boolean {
  const ts = lazyCompiler();
  const own = namespace === undefined ? name : name.slice(namespace.length + 1);
  const options = rest[2];
  return (
    options !== undefined &&
    ts.isObjectLiteralExpression(options) &&
    options.properties.some(
      (property) =>
        ts.isPropertyAssignment(property) &&
        property.name.getText() === "name" &&
        ts.isStringLiteralLike(property.initializer) &&
        property.initializer.text === own,
    )
  );
}
