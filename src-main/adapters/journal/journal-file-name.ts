/** `2026-11-21T10-00-00.000Z-RUN.jsonl`: sorted by name is sorted by time, and Windows takes no colons. */
export function journalFileName(startedAt: string, runId: string): string {
  const name = `${startedAt.replaceAll(':', '-')}-${runId}.jsonl`
  if (parseJournalFileName(name) !== runId) throw new RangeError(`No journal file can be named after ${startedAt} and ${runId}`)
  return name
}

/** The run of a journal file; `undefined` for other files. */
export function parseJournalFileName(name: string): string | undefined {
  return /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d(?:\.\d{1,9})?Z-([0-9A-Za-z][0-9A-Za-z-]{0,99})\.jsonl$/.exec(name)?.[1]
}
