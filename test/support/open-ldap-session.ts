import { neverCancelled } from '../../src-main/core/cancel.ts'
import type { CancelSignal } from '../../src-main/core/cancel.ts'
import type { DirectoryEntry } from '../../src-main/core/model/directory-facts.ts'
import type { DirectorySession, DirectoryTarget, SearchOutcome, SearchRequest } from '../../src-main/core/ports/directory.ts'
import { createDirectory } from '../../src-main/adapters/ldap/create-directory.ts'

export interface OpenedSession extends Disposable {
  readonly session: DirectorySession
}

export interface SessionOptions extends Partial<DirectoryTarget> {
  readonly signal?: CancelSignal
  readonly trust?: 'verified' | 'unverified'
}

/** A session with the server, in clear and patient unless told otherwise; closed at the end of the block: `using ldap = await openLdapSession(...)`. */
export async function openLdapSession(
  server: { readonly host: string; readonly port: number },
  { signal = neverCancelled, trust = 'verified', ...target }: SessionOptions = {}
): Promise<OpenedSession> {
  const { host, port } = server
  const opened = await createDirectory().open({ host, port, security: 'none', timeoutMs: 5_000, ...target }, trust, signal)
  if (!opened.ok) throw new Error(`The session did not open: ${JSON.stringify(opened.error)}`)
  return { session: opened.value, [Symbol.dispose]: () => opened.value.close() }
}

export interface CollectedSearch extends SearchOutcome {
  readonly entries: readonly DirectoryEntry[]
  /** How many entries came with each call of `onPage`. */
  readonly portions: readonly number[]
}

/** Runs a search for everything below `base` and keeps what came. */
export async function collectSearch(
  session: DirectorySession,
  base: string,
  request: Partial<SearchRequest> = {}
): Promise<CollectedSearch> {
  const entries: DirectoryEntry[] = []
  const portions: number[] = []
  const outcome = await session.search({
    base,
    scope: 'sub',
    filter: '(objectClass=*)',
    attributes: ['1.1'],
    pageSize: 100,
    onPage: (page) => {
      entries.push(...page)
      portions.push(page.length)
      return 'continue'
    },
    ...request
  })
  return { ...outcome, entries, portions }
}
