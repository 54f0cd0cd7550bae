/** Runs a use case and tells its events; its result. */
export async function toItsEnd<E, T>(events: AsyncGenerator<E, T>, tell: (event: E) => void): Promise<T> {
  for (;;) {
    const step = await events.next()
    if (step.done === true) return step.value
    tell(step.value)
  }
}
