import type { NodeDigests } from "../messages";
import { datasetOf } from "../pipeline";

/**
 * Finds nodes that ran with something else than there is now: a node before one of them has made it anew since, or is
 * itself out of date. What has no digest is not known to have changed.
 *
 * @param digests - of each node's last run, by name, in the order in which they first ran.
 * @returns the input that is out of date, by the node's name.
 */
export function staleInputs(digests: ReadonlyMap<string, NodeDigests>): ReadonlyMap<string, string> {
  const makers = new Map<string, string>();
  for (const [name, { outputs }] of digests) {
    Object.keys(outputs).forEach((output) => makers.set(datasetOf(output), name));
  }
  const found = new Map<string, string | undefined>();
  for (const name of digests.keys()) {
    findFrom(name, digests, makers, found);
  }
  return new Map([...found].filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** Looks at a node after those before it, without recursion: a pipeline may be thousands of nodes deep. */
function findFrom(
  start: string,
  digests: ReadonlyMap<string, NodeDigests>,
  makers: ReadonlyMap<string, string>,
  found: Map<string, string | undefined>,
): void {
  const entered = new Set<string>();
  const left = [start];
  for (let name = left.at(-1); name !== undefined; name = left.at(-1)) {
    const own = digests.get(name);
    const inputs = Object.keys(own?.inputs ?? {});
    const makerOf = (input: string): string | undefined => makers.get(datasetOf(input));
    const before = inputs.flatMap((input) => makerOf(input) ?? []).filter((maker) => !found.has(maker));
    if (!found.has(name) && !entered.has(name) && before.length > 0) {
      entered.add(name);
      left.push(...before.filter((maker) => !entered.has(maker)));
      continue;
    }
    left.pop();
    if (!found.has(name)) {
      const stale = inputs.find((input) => {
        const maker = makerOf(input);
        return maker !== undefined && maker !== name && (isOther(input, own, digests.get(maker)) || found.get(maker));
      });
      found.set(name, stale);
    }
  }
}

function isOther(input: string, own: NodeDigests | undefined, maker: NodeDigests | undefined): boolean {
  const now = Object.entries(maker?.outputs ?? {}).find(([output]) => datasetOf(output) === datasetOf(input))?.[1];
  const then = own?.inputs[input];
  return typeof now === "string" && typeof then === "string" && now !== then;
}
