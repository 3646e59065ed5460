// Loaded before a program (NODE_OPTIONS=--require): its clock jumps to and fro by six hours, several times a second.
const RealDate = Date;
const hours = 3_600_000;
const jumps = [0, 6 * hours, -6 * hours];
const now = () => RealDate.now() + jumps[Math.floor(process.uptime() * 5) % jumps.length];

globalThis.Date = class extends RealDate {
  constructor(...given) {
    super(...(given.length > 0 ? given : [now()]));
  }
  static now() {
    return now();
  }
};
