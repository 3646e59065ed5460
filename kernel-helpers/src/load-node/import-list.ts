import type * as TypeScript from "@tslab/typescript-for-tslab";
import { lazyCompiler } from "../code";

interface ModuleImports {
  byDefault?: string;
  whole?: string;
  readonly named: Map<string, string>;
}

/** The imports of a cell, each module once. */
export class ImportList {
  private readonly modules = new Map<string, ModuleImports>();

  /** Adds a name as another file imports it, from a module by the name that it has here. */
  add(
    module: string,
    name: string,
    imported: TypeScript.ImportSpecifier | TypeScript.ImportClause | TypeScript.NamespaceImport,
  ): void {
    const ts = lazyCompiler();
    const imports = this.modules.get(module) ?? { named: new Map<string, string>() };
    this.modules.set(module, imports);
    if (ts.isNamespaceImport(imported)) {
      imports.whole = name;
    } else if (ts.isImportClause(imported)) {
      imports.byDefault = name;
    } else {
      imports.named.set(name, (imported.propertyName ?? imported.name).text);
    }
  }

  names(): string[] {
    return [...this.modules.values()].flatMap(({ byDefault, whole, named }) => [
      ...[byDefault, whole].filter((name) => name !== undefined),
      ...named.keys(),
    ]);
  }

  text(): string {
    return [...this.modules].flatMap(([module, imports]) => importLines(module, imports)).join("\n");
  }
}

function importLines(module: string, { byDefault, whole, named }: ModuleImports): string[] {
  const from = `from ${JSON.stringify(module)};`;
  const names = [...named].map(([name, exported]) => (name === exported ? name : `${exported} as ${name}`)).sort();
  const braces = names.length === 0 ? [] : [`{ ${names.join(", ")} }`];
  const first = [...(byDefault === undefined ? [] : [byDefault]), ...braces];
  return [
    ...(first.length === 0 ? [] : [`import ${first.join(", ")} ${from}`]),
    ...(whole === undefined ? [] : [`import * as ${whole} ${from}`]),
  ];
}
