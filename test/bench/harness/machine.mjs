import { cpus, loadavg, release, totalmem, type } from "node:os";

/** The machine that figures come from, as far as it matters to them. */
export function describeMachine() {
  const processors = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  const model = processors[0]?.model.trim() || process.arch;
  return `${processors.length} x ${model}, ${memory} GiB, ${type()} ${release()}, Node ${process.versions.node}`;
}

/** How busy the machine is besides: figures taken under load are good as ratios only. */
export function describeLoad() {
  const [one, five] = loadavg().map((load) => load.toFixed(2));
  return `Load ${one} over the last minute, ${five} over the last five`;
}
