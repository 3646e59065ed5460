import { TracksideError } from "../../kernel-helpers/src/errors";

/** The TracksideError that code throws or rejects with; anything else fails the test. */
export async function rejection(code: () => unknown): Promise<TracksideError> {
  try {
    await code();
  } catch (error) {
    if (TracksideError.is(error)) {
      return error;
    }
    throw error;
  }
  throw new Error("expected a TracksideError, but nothing was thrown");
}
