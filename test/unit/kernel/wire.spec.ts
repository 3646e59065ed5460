import { createHmac } from "node:crypto";
import { decodeMessage, encodeMessage } from "../../../kernel-helpers/src/kernel/transport";

const signing = { key: "secret", signature_scheme: "hmac-sha256" };

const header = { msg_id: "1", msg_type: "execute_request", session: "s", username: "u", date: "2026", version: "5.3" };
const outgoing = {
  identities: [Uint8Array.of(0, 255, 1)],
  header: JSON.stringify(header),
  parentHeader: "{}",
  metadata: JSON.stringify({ cellId: "c" }),
  content: JSON.stringify({ code: "“1” + 🚀" }),
};

const bytes = (frames: readonly (string | Uint8Array)[]): Uint8Array[] =>
  frames.map((frame) => (typeof frame === "string" ? Buffer.from(frame) : frame));

describe("messages on the wire", () => {
  it("come out as they went in", () => {
    const message = decodeMessage(bytes(encodeMessage(outgoing, signing)), signing);
    expect(message).toEqual({
      identities: [Uint8Array.of(0, 255, 1)],
      header,
      metadata: { cellId: "c" },
      content: { code: "“1” + 🚀" },
      buffers: [],
    });
  });

  it("are signed over their four dictionaries, as Jupyter's protocol has it", () => {
    const [, , signature] = encodeMessage(outgoing, signing);
    const parts = [outgoing.header, outgoing.parentHeader, outgoing.metadata, outgoing.content];
    expect(signature).toBe(createHmac("sha256", "secret").update(parts.join("")).digest("hex"));
  });

  it("keep the buffers that follow the dictionaries", () => {
    const frames = [...bytes(encodeMessage(outgoing, signing)), Uint8Array.of(7)];
    expect(decodeMessage(frames, signing).buffers).toEqual([Uint8Array.of(7)]);
  });

  it("are not signed, nor checked, with an empty key", () => {
    const unsigned = { ...signing, key: "" };
    const frames = bytes(encodeMessage(outgoing, unsigned));
    expect(frames[2]).toHaveLength(0);
    expect(decodeMessage(frames, unsigned).header.msg_id).toBe("1");
  });

  it("are refused when signed with another key", () => {
    const frames = bytes(encodeMessage(outgoing, { ...signing, key: "guessed" }));
    expect(() => decodeMessage(frames, signing)).toThrow("signature is wrong");
  });

  it("are refused when changed after they were signed", () => {
    const frames = bytes(encodeMessage(outgoing, signing));
    frames[6] = Buffer.from(`{"code":"process.exit()"}`);
    expect(() => decodeMessage(frames, signing)).toThrow("signature is wrong");
  });

  it.each([
    ["no delimiter", [Buffer.from("a"), Buffer.from("b")]],
    ["too few frames", bytes(["<IDS|MSG>", "", "{}", "{}"])],
  ])("are refused with %s", (_fault, frames) => {
    expect(() => decodeMessage(frames, signing)).toThrow("not a message of Jupyter's protocol");
  });

  it("are refused when a dictionary is something else, or the header lacks a type", () => {
    const unsigned = { ...signing, key: "" };
    const list = bytes(encodeMessage({ ...outgoing, content: "[]" }, unsigned));
    expect(() => decodeMessage(list, unsigned)).toThrow("not a dictionary");
    const untyped = bytes(encodeMessage({ ...outgoing, header: "{}" }, unsigned));
    expect(() => decodeMessage(untyped, unsigned)).toThrow("no msg_type");
  });
});
