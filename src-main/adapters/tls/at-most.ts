/** Runs tasks, at most `most` at the same time; the others wait in the order in which they came. */
export function atMost(most: number): <T>(task: () => Promise<T>) => Promise<T> {
  let running = 0
  const waiting: (() => void)[] = []
  return async (task) => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve))
    else running += 1
    try {
      return await task()
    } finally {
      const next = waiting.shift()
      // The place passes on without becoming free in between.
      if (next === undefined) running -= 1
      else next()
    }
  }
}
