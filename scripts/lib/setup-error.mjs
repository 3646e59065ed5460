/** Something that the person at the terminal can put right; its message says what is wrong and what to do. */
export class SetupError extends Error {
  name = "SetupError";
}
