/** One input of this session and what it gave. */
interface HistoryEntry {
  readonly line: number;
  readonly input: string;
  readonly output: string | null;
}

/** `[session, line, input]`, or `[session, line, [input, output]]` where output was asked for. */
type HistoryItem = [number, number, string | [string, string | null]];

/** The number of a kernel's own and only session in a `history_reply`. */
const session = 1;

/** Turns a pattern with `*` and `?`, which match any text and any character, into one for whole inputs. */
function globPattern(glob: string): RegExp {
  const escaped = glob.replace(/[.+^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped.replace(/\*/g, ".*").replace(/\?/g, ".")}$`, "s");
}

function numberOr(value: unknown, fallback: number): number {
  return typeof value === "number" ? value : fallback;
}

/** The inputs of one kernel session, as Jupyter's console asks for them. */
export class History {
  private readonly entries: HistoryEntry[] = [];

  add(line: number, input: string, output: string | null): void {
    this.entries.push({ line, input, output });
  }

  /** Answers the content of a `history_request`. */
  answer(request: Readonly<Record<string, unknown>>): { status: "ok"; history: HistoryItem[] } {
    const withOutput = request["output"] === true;
    const history = this.select(request).map(({ line, input, output }): HistoryItem => [
      session,
      line,
      withOutput ? [input, output] : input,
    ]);
    return { status: "ok", history };
  }

  private select(request: Readonly<Record<string, unknown>>): HistoryEntry[] {
    const last = numberOr(request["n"], this.entries.length);
    switch (request["hist_access_type"]) {
      case "range":
        return this.range(request);
      case "search":
        return this.search(request).slice(-last || this.entries.length);
      default:
        return last === 0 ? [] : this.entries.slice(-last);
    }
  }

  private range(request: Readonly<Record<string, unknown>>): HistoryEntry[] {
    const asked = numberOr(request["session"], 0);
    // 0 is the current session, negative ones are before it
    if (asked !== 0 && asked !== session) {
      return [];
    }
    const start = numberOr(request["start"], 0);
    const stop = numberOr(request["stop"], Infinity);
    return this.entries.filter(({ line }) => line >= start && line < stop);
  }

  private search(request: Readonly<Record<string, unknown>>): HistoryEntry[] {
    const pattern = globPattern(typeof request["pattern"] === "string" ? request["pattern"] : "*");
    const found = this.entries.filter(({ input }) => pattern.test(input));
    if (request["unique"] !== true) {
      return found;
    }
    // the latest of equal inputs
    return [...new Map(found.map((entry) => [entry.input, entry])).values()];
  }
}
