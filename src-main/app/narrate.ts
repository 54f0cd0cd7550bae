/** Tells one event and waits until the listener has taken it and asks for more; at once when nobody listens any more. */
export type Tell<E> = (event: E) => Promise<void>

/**
 * Work that has to come to its own end, told as a generator. It waits at each event, as a generator does. A listener that leaves early does
 * not cut it off in the middle: `hasLeft` turns true, the work stops where that is safe, and leaving waits for it.
 */
export async function* narrate<E, T>(work: (tell: Tell<E>, hasLeft: () => boolean) => Promise<T>): AsyncGenerator<E, T, undefined> {
  const told: Told<E>[] = []
  let isLeft = false
  let wake: () => void = () => undefined

  const tell: Tell<E> = (event) =>
    isLeft
      ? Promise.resolve()
      : new Promise((taken) => {
          told.push({ event, taken })
          wake()
        })
  const end = work(tell, () => isLeft).then(
    (value) => ({ kind: 'over' as const, value }),
    (error: unknown) => ({ kind: 'thrown' as const, error })
  )
  try {
    for (;;) {
      const next = told[0] ?? (await Promise.race([end, new Promise<'told'>((resolve) => (wake = () => resolve('told')))]))
      if (next === 'told') continue
      if ('kind' in next) {
        if (next.kind === 'thrown') throw next.error
        return next.value
      }
      yield next.event
      told.shift()
      next.taken()
    }
  } finally {
    isLeft = true
    for (const { taken } of told) taken()
    const over = await end
    // eslint-disable-next-line no-unsafe-finally -- the same error as above, or one that whoever left early would never hear of
    if (over.kind === 'thrown') throw over.error
  }
}

interface Told<E> {
  readonly event: E
  readonly taken: () => void
}
