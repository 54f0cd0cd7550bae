/**
 * Does it once the next frame is on the screen. What a frame callback adds to the page is drawn in the same go; from here the window listens
 * in between. Answers how to call it off.
 */
export function afterPaint(work: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const frame = requestAnimationFrame(() => (timer = setTimeout(work)))
  return () => {
    cancelAnimationFrame(frame)
    clearTimeout(timer)
  }
}
