export interface PreviewRunName {
  readonly runId: string
  readonly isComplete: boolean
  /** ISO 8601. */
  readonly at: string
}

/** `2026-11-21T10-00-00.000Z-RUN.complete.gz`: sorted by name is sorted by time, Windows takes no colons, and what was cut shows. */
export function previewRunFileName({ at, runId, isComplete }: PreviewRunName): string {
  const name = `${at.replaceAll(':', '-')}-${runId}.${isComplete ? 'complete' : 'cut'}.gz`
  if (parsePreviewRunFileName(name)?.runId !== runId) throw new RangeError(`No file can be named after ${at} and ${runId}`)
  return name
}

/** `undefined` for other files. */
export function parsePreviewRunFileName(name: string): PreviewRunName | undefined {
  const found = /^(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d\.\d{3}Z)-([0-9A-Za-z][0-9A-Za-z-]{0,99})\.(complete|cut)\.gz$/.exec(name)
  if (found === null) return undefined
  const [, day = '', hours = '', minutes = '', seconds = '', runId = '', end] = found
  return { runId, isComplete: end === 'complete', at: `${day}T${hours}:${minutes}:${seconds}` }
}
