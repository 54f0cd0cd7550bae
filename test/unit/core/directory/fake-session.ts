import type { DirectoryEntry, LdapFailure } from '../../../../src-main/core/model/directory-facts.ts'
import type { DirectorySession, SearchRequest } from '../../../../src-main/core/ports/directory.ts'
import { fail, type Result, succeed } from '../../../../src-main/core/result.ts'

export const silence: LdapFailure = { kind: 'timed-out', during: 'operation', timeoutMs: 10_000 }

export function entry(dn: string, attributes: Readonly<Record<string, string | readonly string[]>> = {}): DirectoryEntry {
  const pairs = Object.entries(attributes).map(
    ([name, value]) => [name.toLowerCase(), typeof value === 'string' ? [value] : value] as const
  )
  return { dn, attributes: new Map(pairs) }
}

/** A session of which only one or two answers matter; the others are bugs of the test. */
export function fakeSession(answers: Partial<DirectorySession>): DirectorySession {
  const unexpected = (what: string) => () => Promise.reject(new Error(`${what} was not expected`))
  return {
    bind: unexpected('bind'),
    whoAmI: unexpected('whoAmI'),
    read: unexpected('read'),
    search: unexpected('search'),
    close: () => undefined,
    ...answers
  }
}

/** Hands out entries in pages of the asked size. */
export function searchAnswer(entries: readonly DirectoryEntry[]): DirectorySession['search'] {
  return async ({ pageSize, onPage }: SearchRequest) => {
    let seen = 0
    let pages = 0
    while (pages === 0 || seen < entries.length) {
      const page = entries.slice(seen, seen + pageSize)
      seen += page.length
      pages += 1
      if (onPage(page) === 'stop') return { end: { kind: 'stopped' }, seen, pages, references: [] }
    }
    return { end: { kind: 'complete' }, seen, pages, references: [] }
  }
}

/** Answers reads by name; anything else does not exist. */
export function readAnswer(entries: readonly DirectoryEntry[]): DirectorySession['read'] {
  return async (dn): Promise<Result<DirectoryEntry | undefined, LdapFailure>> => {
    const found = entries.find((each) => each.dn.toLowerCase() === dn.toLowerCase())
    return found === undefined ? fail({ kind: 'result', code: 32, name: 'noSuchObject', text: '', matchedDn: '' }) : succeed(found)
  }
}
