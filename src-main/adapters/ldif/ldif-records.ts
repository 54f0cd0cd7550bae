import { type Problem, problem } from '../../core/errors.ts'
import type { DirectoryEntry } from '../../core/model/directory-facts.ts'
import type { OnLine } from './ldif-lines.ts'
import { ldifText, ldifValue, placeOfValue } from './ldif-value.ts'

export interface LdifRecords {
  readonly onLine: OnLine
  readonly refusal: Problem | undefined
  readonly counts: LdifCounts
  /** A record has begun and no empty line has ended it. */
  readonly isInsideRecord: boolean
  /** What the search that wrote the file ended with, when that was no success: `4 Size limit exceeded`. */
  readonly failedResult: string | undefined
}

export interface LdifCounts {
  readonly entries: number
  /** Pointers to other servers. */
  readonly references: number
}

export interface LdifRecordOptions {
  readonly file: string
  readonly onEntry: (entry: DirectoryEntry) => void
  /** Others are not decoded; undefined: all. Lower case, without options. */
  readonly wanted: ReadonlySet<string> | undefined
  readonly entryLimitBytes: number
}

/**
 * Content records of RFC 2849, and what programs write beside them: `changetype: add` stands in every record of ldifde and means the same;
 * `search:`, `result:` and `ref:` are ldapsearch's. Every other change record is refused: it is no picture of a directory.
 */
export function createLdifRecords({ file, onEntry, wanted, entryLimitBytes }: LdifRecordOptions): LdifRecords {
  const names = createNames(wanted)
  let record: OpenRecord = { kind: 'none' }
  let entries = 0
  let references = 0
  let failedResult: string | undefined
  let refusal: Problem | undefined

  function refuse(found: Problem): 'stop' {
    refusal = found
    return 'stop'
  }

  function unreadable(line: number, reason: string): 'stop' {
    return refuse(problem('preview.ldif.unreadable', { file, reason: `line ${String(line)} ${reason}` }))
  }

  function endOfRecord(): 'continue' {
    if (record.kind === 'entry') {
      entries += 1
      onEntry({ dn: record.dn, attributes: record.attributes })
    }
    record = { kind: 'none' }
    return 'continue'
  }

  /** The first line of a record says what it is. */
  function begin(name: string, bytes: Buffer, colon: number, end: number, line: number): 'continue' | 'stop' {
    const place = placeOfValue(bytes, colon, end)
    if (name === 'dn') {
      const dn = place.kind === 'url' ? undefined : ldifText(bytes, place, end)
      if (dn === undefined) return unreadable(line, 'has a name that is no text in UTF-8')
      record = { kind: 'entry', dn, attributes: new Map(), bytes: 0 }
      return 'continue'
    }
    const text = bytes.toString('utf8', place.start, end)
    if (name === 'version') return text.trimEnd() === '1' ? 'continue' : unreadable(line, 'names a version of LDIF other than 1')
    if (name !== 'search' && name !== 'result' && name !== 'ref')
      return unreadable(line, 'begins an entry, and has to name it: “dn: ” is missing')
    record = { kind: 'remark' }
    return remark(name, text)
  }

  function remark(name: string, text: string): 'continue' {
    if (name === 'ref') references += 1
    if (name === 'result' && !/^0(?:\s|$)/.test(text)) failedResult ??= text
    return 'continue'
  }

  function add(entry: OpenEntry, name: string, bytes: Buffer, colon: number, end: number, line: number): 'continue' | 'stop' {
    const place = placeOfValue(bytes, colon, end)
    if (name === 'dn') return unreadable(line, 'begins another entry, and no empty line stands before it')
    if (name === 'changetype' || name === 'control') {
      const change = bytes.toString('utf8', place.start, end).trim().toLowerCase()
      if (name === 'changetype' && change === 'add' && place.kind === 'text') return 'continue'
      return refuse(problem('preview.ldif.change-record', { file, line, change: name === 'control' ? 'control' : change }))
    }
    if (!names.isWanted(name)) return 'continue'
    if (place.kind === 'url') return refuse(problem('preview.ldif.url-value', { file, line, attribute: name }))
    entry.bytes += end - colon
    if (entry.bytes > entryLimitBytes)
      return refuse(problem('preview.ldif.too-large', { file, line, what: 'entry', limitMegabytes: inMegabytes(entryLimitBytes) }))
    const value = ldifValue(name, bytes, place, end)
    if (!value.ok) return unreadable(line, value.error)
    const known = entry.attributes.get(name)
    if (known === undefined) entry.attributes.set(name, [value.value])
    else known.push(value.value)
    return 'continue'
  }

  return {
    onLine(bytes, start, end, line) {
      if (start === end) return endOfRecord()
      if (bytes[start] === SPACE) return unreadable(line, 'begins with a space, and there is no line before it that it could go on with')
      const colon = bytes.indexOf(COLON, start)
      if (colon === -1 || colon >= end) return unreadable(line, 'has no colon between a name and a value')
      const name = names.named(bytes.toString('latin1', start, colon))
      if (name === undefined) return unreadable(line, 'does not begin with the name of an attribute')
      switch (record.kind) {
        case 'none':
          return begin(name, bytes, colon, end, line)
        case 'entry':
          return add(record, name, bytes, colon, end, line)
        case 'remark':
          return remark(name, bytes.toString('utf8', placeOfValue(bytes, colon, end).start, end))
      }
    },
    get refusal() {
      return refusal
    },
    get counts() {
      return { entries, references }
    },
    get isInsideRecord() {
      return record.kind !== 'none'
    },
    get failedResult() {
      return failedResult
    }
  }
}

export function inMegabytes(bytes: number): number {
  return Math.max(1, Math.round(bytes / 1_048_576))
}

type OpenRecord = { readonly kind: 'none' } | { readonly kind: 'remark' } | OpenEntry

interface OpenEntry {
  readonly kind: 'entry'
  readonly dn: string
  readonly attributes: Map<string, string[]>
  bytes: number
}

const SPACE = 0x20
const COLON = 0x3a

/** A directory has few names of attributes, and a file millions of lines: each is looked at once. */
function createNames(wanted: ReadonlySet<string> | undefined) {
  const known = new Map<string, string | undefined>()
  const unwanted = new Set<string>()

  return {
    named(written: string): string | undefined {
      const found = known.get(written)
      if (found !== undefined) return found
      // Ranged values of Active Directory have a star and a hyphen in their option: `member;range=1500-*`.
      if (!/^(?:[a-z][a-z0-9-]*|\d+(?:\.\d+)*)(?:;[a-z0-9=*-]+)*$/i.test(written)) return undefined
      const name = written.toLowerCase()
      const [type = ''] = name.split(';')
      if (wanted !== undefined && !wanted.has(type)) unwanted.add(name)
      if (known.size < MOST_NAMES) known.set(written, name)
      return name
    },
    isWanted: (name: string): boolean => !unwanted.has(name)
  }
}

/** Ranged names are all different, and a hostile file may bring any number. */
const MOST_NAMES = 10_000
