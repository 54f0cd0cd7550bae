/** The most recent results by id, so that the window can ask for an export without sending the result back. */
export interface KeptResults<T> {
  keep(result: T): string
  find(id: string): T | undefined
}

export function createKeptResults<T>(newId: () => string, most = 20): KeptResults<T> {
  const results = new Map<string, T>()
  return {
    keep(result) {
      const id = newId()
      results.set(id, result)
      for (const oldest of results.keys()) {
        if (results.size <= most) break
        results.delete(oldest)
      }
      return id
    },
    find: (id) => results.get(id)
  }
}
