import { Signal } from "@lumino/signaling";

import { NotebookFollower, type NotebookSource, type SessionSource, type Subject } from "../../../../extension/follow";

describe("NotebookFollower", () => {
  it("has no subject before a notebook is open", () => {
    expect(new NotebookFollower(new Notebooks()).subject).toEqual({ kind: "none" });
  });

  it("follows the kernel of the current notebook", () => {
    const notebooks = new Notebooks();
    const follower = new NotebookFollower(notebooks);
    notebooks.open(new Session("a.ipynb", { id: "k1", name: "trackside" }));
    expect(follower.subject).toEqual({ kind: "kernel", path: "a.ipynb", kernelId: "k1", alive: true });
    notebooks.open(new Session("b.ipynb", { id: "k2", name: "trackside" }));
    expect(follower.subject).toMatchObject({ path: "b.ipynb", kernelId: "k2" });
  });

  it("tells a kernel that starts from one that nobody chose", () => {
    const notebooks = new Notebooks();
    const follower = new NotebookFollower(notebooks);
    const session = new Session("a.ipynb", null);
    session.isReady = false;
    notebooks.open(session);
    expect(follower.subject).toEqual({ kind: "kernelless", path: "a.ipynb", starting: true });
    session.isReady = true;
    session.sessionChanged.emit();
    expect(follower.subject).toEqual({ kind: "kernelless", path: "a.ipynb", starting: false });
  });

  it("names a kernel that is not tracked", () => {
    const notebooks = new Notebooks();
    const follower = new NotebookFollower(notebooks);
    notebooks.open(new Session("p.ipynb", { id: "k1", name: "python3" }));
    expect(follower.subject).toEqual({ kind: "untracked", path: "p.ipynb", kernelDisplayName: "python3 kernel" });
  });

  it("offers to follow another kernel, and stays with it once that is done", () => {
    const notebooks = new Notebooks();
    const changed = new Signal<object, void>({});
    const followed = new Set<string>();
    const follower = new NotebookFollower(notebooks, {
      changed,
      canFollow: (name) => name === "python3",
      isFollowed: (kernelId) => followed.has(kernelId),
    });
    notebooks.open(new Session("r.ipynb", { id: "k0", name: "ir" }));
    expect(follower.subject).not.toHaveProperty("followable");
    const session = new Session("p.ipynb", { id: "k1", name: "python3" });
    notebooks.open(session);
    expect(follower.subject).toMatchObject({ kind: "untracked", followable: true });
    followed.add("k1");
    changed.emit();
    const subject = { kind: "kernel", path: "p.ipynb", kernelId: "k1", foreign: true };
    expect(follower.subject).toEqual({ ...subject, alive: true });
    session.changeKernel(null);
    expect(follower.subject).toEqual({ ...subject, alive: false });
  });

  it("stays with a kernel that has gone, until another takes its place", () => {
    const notebooks = new Notebooks();
    const follower = new NotebookFollower(notebooks);
    const session = new Session("a.ipynb", { id: "k1", name: "trackside" });
    notebooks.open(session);
    session.changeKernel(null);
    expect(follower.subject).toEqual({ kind: "kernel", path: "a.ipynb", kernelId: "k1", alive: false });
    session.changeKernel({ id: "k2", name: "trackside" });
    expect(follower.subject).toMatchObject({ kernelId: "k2", alive: true });
    session.changeKernel({ id: "k3", name: "python3" });
    session.changeKernel(null);
    expect(follower.subject).toMatchObject({ kind: "kernelless" });
  });

  it("says nothing when nothing about the subject changed", () => {
    const notebooks = new Notebooks();
    const follower = new NotebookFollower(notebooks);
    const session = new Session("a.ipynb", { id: "k1", name: "trackside" });
    notebooks.open(session);
    const heard: Subject[] = [];
    follower.subjectChanged.connect((_, subject) => heard.push(subject));
    session.statusChanged.emit();
    session.statusChanged.emit();
    expect(heard).toEqual([]);
  });

  it("hears nothing any more of notebooks it left, nor after its end", () => {
    const notebooks = new Notebooks();
    const follower = new NotebookFollower(notebooks);
    const left = new Session("a.ipynb", { id: "k1", name: "trackside" });
    notebooks.open(left);
    notebooks.open(new Session("b.ipynb", { id: "k2", name: "trackside" }));
    left.changeKernel({ id: "k9", name: "trackside" });
    expect(follower.subject).toMatchObject({ kernelId: "k2" });
    follower.dispose();
    notebooks.open(left);
    expect(follower.subject).toMatchObject({ kernelId: "k2" });
  });
});

class Session implements SessionSource {
  constructor(
    readonly path: string,
    private kernel: { id: string; name: string } | null,
  ) {}

  get session(): SessionSource["session"] {
    return this.kernel === null ? null : { path: this.path, kernel: this.kernel };
  }

  get kernelDisplayName(): string {
    return `${this.kernel?.name} kernel`;
  }

  changeKernel(kernel: { id: string; name: string } | null): void {
    this.kernel = kernel;
    this.kernelChanged.emit();
  }

  isReady = true;
  readonly sessionChanged = new Signal<this, void>(this);
  readonly kernelChanged = new Signal<this, void>(this);
  readonly statusChanged = new Signal<this, void>(this);
  readonly propertyChanged = new Signal<this, void>(this);
}

class Notebooks implements NotebookSource {
  open(sessionContext: Session): void {
    this.currentWidget = { sessionContext };
    this.currentChanged.emit();
  }

  currentWidget: { sessionContext: Session } | null = null;
  readonly currentChanged = new Signal<this, void>(this);
}
