/** An error's message without its hint, to stand in another one or beside the hint: what failed, and not how to mend it. */
export function problemOf({ message, hint }: { readonly message: string; readonly hint?: string | undefined }): string {
  return hint ? message.slice(0, -hint.length - 1) : message;
}
