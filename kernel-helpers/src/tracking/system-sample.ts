import { readFileSync, statfsSync } from "node:fs";
import { cpus, freemem, totalmem } from "node:os";
import { monitorEventLoopDelay, type IntervalHistogram } from "node:perf_hooks";

const megabyte = 1e6;
/** Milliseconds between two looks at the event loop, which its histogram counts as delay. */
const loopResolution = 20;

interface Ticks {
  readonly busy: number;
  readonly total: number;
}

function cpuTicks(): Ticks {
  const times = cpus().map((cpu) => cpu.times);
  const total = times.reduce((sum, each) => sum + each.user + each.nice + each.sys + each.idle + each.irq, 0);
  return { total, busy: total - times.reduce((sum, { idle }) => sum + idle, 0) };
}

interface NetworkBytes {
  readonly received: number;
  readonly sent: number;
}

/** Bytes through all network interfaces since the machine started; `null` where the system does not tell by a file. */
function networkBytes(): NetworkBytes | null {
  let lines: string[];
  try {
    lines = readFileSync("/proc/net/dev", "utf8").split("\n").slice(2);
  } catch {
    // Not Linux: there are no figures of the network then.
    return null;
  }
  const counters = lines.map((line) =>
    line
      .slice(line.indexOf(":") + 1)
      .trim()
      .split(/\s+/)
      .map(Number),
  );
  const sum = (place: number) => counters.reduce((total, counts) => total + (counts[place] ?? 0), 0);
  return { received: sum(0), sent: sum(8) };
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}

/**
 * Takes samples of the machine and of this process, from the last sample to the next. Names and units are those of
 * MLflow's client, but for the event loop's delay, which Python has no such thing as.
 *
 * @see `mlflow/system_metrics/metrics`
 */
export class SystemSampler {
  private readonly loopDelay: IntervalHistogram = monitorEventLoopDelay({ resolution: loopResolution });
  private readonly firstNetwork = networkBytes();
  private ticks = cpuTicks();

  constructor() {
    this.loopDelay.enable();
  }

  /** What is to be logged, by the names of the metrics. */
  take(): Record<string, number> {
    const sample = { ...this.cpuAndMemory(), ...disk(), ...this.network(), ...this.eventLoop() };
    return Object.fromEntries(Object.entries(sample).map(([name, value]) => [`system/${name}`, rounded(value)]));
  }

  stop(): void {
    this.loopDelay.disable();
  }

  private cpuAndMemory() {
    const before = this.ticks;
    this.ticks = cpuTicks();
    const passed = this.ticks.total - before.total;
    const used = totalmem() - freemem();
    return {
      cpu_utilization_percentage: passed > 0 ? ((this.ticks.busy - before.busy) / passed) * 100 : 0,
      system_memory_usage_megabytes: used / megabyte,
      system_memory_usage_percentage: (used / totalmem()) * 100,
    };
  }

  /** Since this sampler began. */
  private network(): Record<string, number> {
    const bytes = networkBytes();
    return bytes && this.firstNetwork
      ? {
          network_receive_megabytes: (bytes.received - this.firstNetwork.received) / megabyte,
          network_transmit_megabytes: (bytes.sent - this.firstNetwork.sent) / megabyte,
        }
      : {};
  }

  /** The longest time that the loop was held up since the last sample. */
  private eventLoop() {
    const longest = Math.max(0, this.loopDelay.max / 1e6 - loopResolution);
    this.loopDelay.reset();
    return { event_loop_delay_milliseconds: longest };
  }
}

function disk() {
  const { blocks, bfree, bavail, bsize } = statfsSync("/");
  const used = blocks - bfree;
  return {
    disk_usage_percentage: (used / (used + bavail)) * 100,
    disk_usage_megabytes: (used * bsize) / megabyte,
    disk_available_megabytes: (bavail * bsize) / megabyte,
  };
}
