/** Puts text on the clipboard. False when the system does not let us, for example because the window has lost the focus. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch (thrown) {
    if (thrown instanceof DOMException) return false
    throw thrown
  }
}
