/** Words, or words one after the other, that make a key the name of a secret wherever they stand in it. */
const secretWords = new Set([
  "password",
  "passwd",
  "passphrase",
  "pwd",
  "secret",
  "authorization",
  "credential",
  "credentials",
  "apikey",
  "accesskey",
  "privatekey",
  "connectionstring",
]);
const secretPairs = new Set([
  "api key",
  "access key",
  "private key",
  "account key",
  "encryption key",
  "signing key",
  "connection string",
]);

/** What stands before `token` where it is a piece of text for a language model. */
const textTokens = new Set(["pad", "eos", "bos", "unk", "mask", "sep", "cls", "start", "end", "stop", "special"]);

/** How a key names its value. */
export type KeySecrecy = "secret" | "token" | "open";

function wordsOf(key: string): string[] {
  return key
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter(Boolean);
}

/** In every word that counts: most keys need no further look. */
const suspicious = /pass|pwd|secret|auth|cred|key|connection|token/i;

function judge(key: string): KeySecrecy {
  const words = wordsOf(key);
  if (words.some((word, index) => secretWords.has(word) || secretPairs.has(`${word} ${words[index + 1] ?? ""}`))) {
    return "secret";
  }
  return words.some((word, index) => word === "token" && !textTokens.has(words[index - 1] ?? "")) ? "token" : "open";
}

/** Suspicious keys that have been judged: a loop asks for the same few again and again. */
const judged = new Map<string, KeySecrecy>();
const mostJudged = 10_000;

/**
 * Judges by its name whether a key holds a secret. Words are told apart in camelCase, snake_case, kebab-case and by
 * dots, and count only as a whole: `dbPassword` holds one, `secretary` and `max_tokens` do not.
 *
 * @returns `token` where the value is one only if it is a text: `token_count` has the word, too.
 */
export function secrecyOf(key: string): KeySecrecy {
  if (!suspicious.test(key)) {
    return "open";
  }
  let secrecy = judged.get(key);
  if (secrecy === undefined) {
    secrecy = judge(key);
    if (judged.size < mostJudged) {
      judged.set(key, secrecy);
    }
  }
  return secrecy;
}

/** What a text says that is a switch, nothing, or a count rather than a secret. */
const switchPattern = /^(?:true|false|yes|no|on|off|null|none|undefined|~|)$/i;
const countPattern = /^[\d.]{1,12}$/;

/** Tells whether what a key holds is hidden whole: switches and what is empty never are, nor is a count of tokens. */
export function hidesValue(key: string, value: unknown): boolean {
  const secrecy = secrecyOf(key);
  if (secrecy === "open" || value === null || value === undefined || typeof value === "boolean") {
    return false;
  }
  const isToken = secrecy === "token";
  if (typeof value === "string") {
    return !switchPattern.test(value) && !(isToken && countPattern.test(value));
  }
  return !(isToken && ["number", "bigint"].includes(typeof value));
}
