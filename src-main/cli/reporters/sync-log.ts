import { momentText } from '../../core/model/day-text.ts'
import { labelled } from '../../core/report/text-report.ts'
import type { PaintKind, TextStyle } from '../../core/report/text-style.ts'
import type { SyncLog, SyncLogEntry } from '../../core/service/sync-log.ts'
import { heading, indented, sentences } from './lines.ts'

/** How earlier syncs ended, newest first, each with the words of the site. */
export function syncLogLines({ site, since, headline, cutBecause, entries, ofPrograms }: SyncLog, style: TextStyle): readonly string[] {
  return [
    heading(`Earlier syncs of ${site}`, style),
    ...sentences(headline, style),
    ...labelled('Looked back to', momentText(since), style),
    ...(cutBecause === undefined ? [] : labelled('Incomplete', cutBecause, style)),
    ...(ofPrograms === 0 ? [] : labelled('Left out', `${String(ofPrograms)} that programs have left in the same log`, style)),
    ...entries.flatMap((entry) => entryLines(entry, style))
  ]
}

export function syncLogDocument(log: SyncLog) {
  return { schemaVersion: 1, command: 'sync', outcome: 'read', ...log }
}

const paint: Readonly<Record<SyncLogEntry['verdict'], PaintKind>> = { good: 'pass', partly: 'warn', bad: 'fail', neutral: 'quiet' }

function entryLines({ at, status, verdict, lines, moreLines }: SyncLogEntry, style: TextStyle): readonly string[] {
  const when = Number.isNaN(Date.parse(at)) ? 'without a readable time' : momentText(at)
  return [
    '',
    `${style.paint('strong', when)}  ${style.paint(paint[verdict], status === '' ? 'no status' : status)}`,
    ...lines.flatMap((line) => indented(line, INDENT, style)),
    ...(moreLines === 0 ? [] : indented(`and ${String(moreLines)} more lines`, INDENT, style))
  ]
}

const INDENT = 4
