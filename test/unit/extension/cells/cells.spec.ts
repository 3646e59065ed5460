import { NotebookModel } from "@jupyterlab/notebook";
import { Signal } from "@lumino/signaling";
import { cellsCommTarget, type InsertCells } from "trackside/lib/messages";

import {
  CellLink,
  insertCells,
  parseInsertCells,
  type LinkedKernel,
  type LinkedSession,
} from "../../../../extension/cells";

describe("CellLink", () => {
  it("opens a comm to a tracked kernel as soon as it is up, and once", () => {
    const kernel = new Kernel();
    const session = new Session(kernel);
    linkOf(session);
    expect(kernel.comms).toHaveLength(0);
    session.become("idle");
    session.become("busy");
    session.become("idle");
    expect(kernel.comms).toEqual([expect.objectContaining({ target: cellsCommTarget, isOpen: true })]);
  });

  it("opens another when the kernel was started again, or another took its place", () => {
    const session = new Session(new Kernel("idle"));
    linkOf(session);
    session.kernel.comms[0]!.isDisposed = true;
    session.become("restarting");
    expect(session.kernel.comms).toHaveLength(1);
    session.become("idle");
    expect(session.kernel.comms).toHaveLength(2);
    session.change(new Kernel("idle"));
    expect(session.kernel.comms).toHaveLength(1);
  });

  it("leaves other kernels alone, and stops when it is disposed of", () => {
    const python = new Session(new Kernel("idle", "python3"));
    linkOf(python);
    expect(python.kernel.comms).toHaveLength(0);
    const session = new Session(new Kernel("starting"));
    linkOf(session).link.dispose();
    session.become("idle");
    expect(session.kernel.comms).toHaveLength(0);
  });

  it("hands over what the kernel asks for, and nothing else", () => {
    const session = new Session(new Kernel("idle"));
    const { heard } = linkOf(session);
    const [comm] = session.kernel.comms;
    comm!.onMsg({ content: { data: { type: "insert", below: "c1", sources: ["1 + 1"] } } });
    comm!.onMsg({ content: { data: { type: "insert", below: "c1", sources: [1] } } });
    comm!.onMsg({ content: { data: { type: "another" } } });
    expect(heard).toEqual([{ type: "insert", below: "c1", sources: ["1 + 1"] }]);
  });
});

describe("insertCells", () => {
  const insertedAt = (below: string | null) => {
    const calls: unknown[][] = [];
    const list = {
      cells: [{ id: "a" }, { id: "b" }, { id: "c" }],
      insertCells: (...call: unknown[]) => calls.push(call),
    };
    insertCells(list, parseInsertCells({ type: "insert", below, sources: ["1", "2"] })!, 1);
    return calls;
  };

  it("puts all cells below the one that asked, in one step", () => {
    const cells = ["1", "2"].map((source) => ({ cell_type: "code", source }));
    expect(insertedAt("a")).toEqual([[1, cells]]);
    expect(insertedAt("c")).toEqual([[3, cells]]);
  });

  it("puts them below the active one when that has gone, or is not known", () => {
    expect(insertedAt("gone")[0]?.[0]).toBe(2);
    expect(insertedAt(null)[0]?.[0]).toBe(2);
  });
});

it("is undone by itself, however soon it came after what the user did", () => {
  // JupyterLab's cells are made in a way of which Yjs warns.
  jest.spyOn(console, "warn").mockImplementation();
  const { sharedModel } = new NotebookModel();
  const sources = () => sharedModel.cells.map((each) => each.getSource());
  const before = sources();
  sharedModel.addCell({ cell_type: "code", source: "await loadNode('train')" });
  const below = sharedModel.cells.at(-1)!.getId();
  insertCells(sharedModel, { type: "insert", below, sources: ["1", "2"] }, 0);
  sharedModel.addCell({ cell_type: "code", source: "3" });
  sharedModel.undo();
  expect(sources()).toEqual([...before, "await loadNode('train')", "1", "2"]);
  sharedModel.undo();
  expect(sources()).toEqual([...before, "await loadNode('train')"]);
});

function linkOf(session: Session): { link: CellLink; heard: InsertCells[] } {
  const heard: InsertCells[] = [];
  return { link: new CellLink(session, (asked) => heard.push(asked)), heard };
}

class Comm {
  isDisposed = false;
  isOpen = false;
  onMsg: (message: { readonly content: { readonly data: unknown } }) => void = () => undefined;

  constructor(readonly target: string) {}

  open(): void {
    this.isOpen = true;
  }
}

class Kernel implements LinkedKernel {
  readonly handleComms = true;
  readonly comms: Comm[] = [];

  constructor(
    public status = "starting",
    readonly name = "trackside",
  ) {}

  createComm(target: string): Comm {
    const comm = new Comm(target);
    this.comms.push(comm);
    return comm;
  }
}

class Session implements LinkedSession {
  readonly kernelChanged = new Signal<this, void>(this);
  readonly statusChanged = new Signal<this, void>(this);

  constructor(public kernel: Kernel) {}

  get session(): { kernel: Kernel } {
    return { kernel: this.kernel };
  }

  become(status: string): void {
    this.kernel.status = status;
    this.statusChanged.emit();
  }

  change(kernel: Kernel): void {
    this.kernel = kernel;
    this.kernelChanged.emit();
  }
}
