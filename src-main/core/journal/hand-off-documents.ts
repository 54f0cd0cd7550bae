import type { HandOffView } from './run-view.ts'

/** A document that a person chooses in the web form as a file. */
export interface HandOffDocument {
  readonly changeId: string
  readonly field: string
  /** Of the file, without a folder; no two documents of a run have the same, whatever a file system thinks of capitals. */
  readonly name: string
  readonly content: string
}

/** The documents of a run, in the order in which they are entered. */
export function handOffDocuments(handOffs: readonly HandOffView[]): readonly HandOffDocument[] {
  const taken = new Set<string>()
  return handOffs.flatMap(({ changeId, steps }) =>
    steps.flatMap(({ field, file, value }): HandOffDocument[] => {
      if (file === undefined) return []
      const name = freeName(file.name, taken)
      taken.add(name.toLowerCase())
      return [{ changeId, field, name, content: value }]
    })
  )
}

function freeName(name: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number += 1) {
    const numbered = number === 1 ? name : name.replace(/(?=\.[^.]*$)/, `-${String(number)}`)
    if (!taken.has(numbered.toLowerCase())) return numbered
  }
}
