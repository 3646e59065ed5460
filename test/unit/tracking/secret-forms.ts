import fc from "fast-check";

const letters = "abcdefghijklmnopqrstuvwxyz";
const alphanumeric = letters + letters.toUpperCase() + "0123456789";

function text(characters: string, minLength: number, maxLength = minLength) {
  return fc.string({ unit: fc.constantFrom(...characters), minLength, maxLength });
}

/** A secret within what a person would log, and the part of it that must not survive. */
export interface GeneratedSecret {
  readonly text: string;
  readonly secret: string;
}

function token(prefix: string, rest: fc.Arbitrary<string>): fc.Arbitrary<GeneratedSecret> {
  return rest.map((random) => ({ text: prefix + random, secret: random }));
}

const webToken = fc
  .tuple(text(alphanumeric + "_-", 12, 60), text(alphanumeric + "_-", 12, 60), text(alphanumeric + "_-", 12, 60))
  .map(([header, claims, signature]) => ({ text: `eyJ${header}.${claims}.${signature}`, secret: signature }));

const pem = fc
  .tuple(fc.constantFrom("", "RSA ", "EC ", "OPENSSH ", "ENCRYPTED "), text(alphanumeric + "+/", 64, 400))
  .map(([kind, body]) => ({
    text: `-----BEGIN ${kind}PRIVATE KEY-----\n${body.match(/.{1,64}/g)?.join("\n") ?? ""}\n-----END ${kind}PRIVATE KEY-----`,
    secret: body.slice(0, 64),
  }));

const url = fc
  .tuple(
    fc.constantFrom("https", "postgres", "redis", "mongodb+srv"),
    text(letters, 0, 8),
    text(alphanumeric + "!$%*@:.~_-", 10, 30),
  )
  .map(([scheme, user, password]) => ({ text: `${scheme}://${user}:${password}@example.org/db`, secret: password }));

const assignment = fc
  .tuple(
    fc.constantFrom("password=", "API_KEY=", '"secret":"', "\nclient_secret: ", "Pwd="),
    text(alphanumeric, 10, 30),
  )
  .map(([start, value]) => ({ text: `${start}${value}${start.endsWith('"') ? '"' : "\n"}`, secret: value }));

/** Generators of all forms that docs/tracking-api.md names. */
export const secretForms: readonly fc.Arbitrary<GeneratedSecret>[] = [
  token("ghp_", text(alphanumeric, 36)),
  token("gho_", text(alphanumeric, 36)),
  token("github_pat_", text(alphanumeric + "_", 40, 82)),
  token("glpat-", text(alphanumeric + "_-", 20, 40)),
  token("sk-", text(alphanumeric, 20, 60)),
  token("sk-proj-", text(alphanumeric, 40, 160)),
  token("sk_live_", text(alphanumeric, 24, 40)),
  token("xoxb-", text(alphanumeric + "-", 20, 60)),
  token("AKIA", text(alphanumeric.toUpperCase(), 16)),
  token("ASIA", text(alphanumeric.toUpperCase(), 16)),
  token("AIza", text(alphanumeric + "_-", 35)),
  token("hf_", text(alphanumeric, 34)),
  token("dapi", text("0123456789abcdef", 32)),
  token("npm_", text(alphanumeric, 36)),
  token("Bearer ", text(alphanumeric + "._~+/-", 12, 60)),
  webToken,
  pem,
  url,
  assignment,
];

/** A secret of any known form. */
export const anySecret: fc.Arbitrary<GeneratedSecret> = fc.oneof(...secretForms);
