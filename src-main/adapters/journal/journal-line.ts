import type { JournalRecord } from '../../core/journal/journal-record.ts'
import { isJournalRecord } from '../../core/journal/journal-record-guard.ts'
import { MASK } from '../../core/secret.ts'
import { fail, type Result, succeed } from '../../core/result.ts'

/**
 * The record as one line. No type of a record has a place for a secret; this is the last belt, in two parts:
 * sentences (problems, evidence, reasons) lose registered secrets, because they may quote somebody; values stay as they are, since an undo
 * writes them back and a password `corp` must not turn `ldap.corp.example` into `ldap.[secret].example`. A value that is a long secret as a
 * whole has been typed into the wrong field: the record is refused, and the error is the reason.
 */
export function journalLine(record: JournalRecord, redactText: (text: string) => string): Result<Buffer, string> {
  const misplaced = new Set<string>()

  function redacted(value: unknown, isSentence: boolean): unknown {
    if (typeof value === 'string') {
      if (isSentence) return redactText(value)
      if (value.length >= LONG && redactText(value) === MASK) misplaced.add(value)
      return value
    }
    if (Array.isArray(value)) return value.map((item) => redacted(item, isSentence))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, redacted(item, isSentenceAt(key, isSentence))]))
  }

  const line = JSON.stringify(redacted(record, false))
  if (misplaced.size > 0) return fail('a value of the plan is a password or key, which must not be written down')
  // Found out now, when nothing is sent yet, and not when the journal is needed.
  if (!isJournalRecord(JSON.parse(line))) throw new Error(`A journal record of type ${record.type} could not be read again.`)
  return succeed(Buffer.from(`${line}\n`, 'utf8'))
}

const LONG = 16

function isSentenceAt(key: string, isSentenceAbove: boolean): boolean {
  return SENTENCES.has(key) || (isSentenceAbove && !NAMES.has(key))
}

/** Everything below these keys is for people, */
const SENTENCES: ReadonlySet<string> = new Set(['problem', 'evidence', 'reason', 'notes'])

/** except names of this application. */
const NAMES: ReadonlySet<string> = new Set(['code', 'who', 'origin'])
