/**
 * Does what takes the keyboard when the command that asks for it is over: the palette, as it closes, gives the keyboard
 * back to the document from which it was opened.
 */
export function afterCommand(takeKeyboard: () => void): void {
  requestAnimationFrame(takeKeyboard);
}
