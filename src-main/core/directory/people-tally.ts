import { type DirectoryEntry, valueOf } from '../model/directory-facts.ts'
import type { PersonSample } from '../model/directory-readings.ts'

const SAMPLES = 5
const DUPLICATES_KEPT = 5
const ACCOUNT_DISABLED = 2

/** Counts people page by page, so that a directory of any size costs one small set of user names. */
export class PeopleTally {
  readonly #usernameField: string
  readonly #attributes: readonly string[]
  readonly #usernames = new Map<string, number>()
  readonly #filled = new Map<string, number>()
  readonly #primaryGroups = new Map<string, number>()
  readonly #samples: PersonSample[] = []
  readonly #samplesWithoutMail: PersonSample[] = []
  #count = 0
  #disabled = 0
  #usernamesWithAt = 0
  #largestPage = 0

  constructor(usernameField: string, attributes: readonly string[]) {
    this.#usernameField = usernameField
    this.#attributes = attributes.map((attribute) => attribute.toLowerCase())
  }

  add(page: readonly DirectoryEntry[]): void {
    this.#largestPage = Math.max(this.#largestPage, page.length)
    for (const entry of page) this.#addPerson(entry)
  }

  #addPerson(entry: DirectoryEntry): void {
    this.#count += 1
    for (const attribute of this.#attributes)
      if ((valueOf(entry, attribute) ?? '').trim() !== '') this.#filled.set(attribute, (this.#filled.get(attribute) ?? 0) + 1)
    const username = valueOf(entry, this.#usernameField) ?? ''
    if (username !== '') {
      const key = username.normalize('NFC').toLowerCase()
      this.#usernames.set(key, (this.#usernames.get(key) ?? 0) + 1)
      if (username.includes('@')) this.#usernamesWithAt += 1
    }
    if ((Number(valueOf(entry, 'userAccountControl') ?? 0) & ACCOUNT_DISABLED) !== 0) this.#disabled += 1
    const primaryGroup = valueOf(entry, 'primaryGroupID')
    if (primaryGroup !== undefined) this.#primaryGroups.set(primaryGroup, (this.#primaryGroups.get(primaryGroup) ?? 0) + 1)
    this.#sample(entry, username)
  }

  /** People with a mail address first: built-in accounts such as Guest and krbtgt come early and show little. */
  #sample(entry: DirectoryEntry, username: string): void {
    const mail = valueOf(entry, 'mail') ?? ''
    const samples = mail === '' ? this.#samplesWithoutMail : this.#samples
    if (samples.length === SAMPLES) return
    samples.push({ dn: entry.dn, username, mail, name: valueOf(entry, 'displayName') ?? valueOf(entry, 'cn') ?? '' })
  }

  /** The commonest primary group's id and how many people have it. */
  commonestPrimaryGroup(): { readonly id: string; readonly people: number } | undefined {
    const [first] = [...this.#primaryGroups].sort(([, a], [, b]) => b - a)
    return first === undefined ? undefined : { id: first[0], people: first[1] }
  }

  facts() {
    const duplicated = [...this.#usernames].filter(([, count]) => count > 1)
    return {
      count: this.#count,
      disabled: this.#disabled,
      usernamesWithAt: this.#usernamesWithAt,
      largestPage: this.#largestPage,
      samples: [...this.#samples, ...this.#samplesWithoutMail].slice(0, SAMPLES),
      filled: this.#filled as ReadonlyMap<string, number>,
      duplicateCount: duplicated.length,
      duplicates: duplicated.slice(0, DUPLICATES_KEPT).map(([username, count]) => ({ username, count }))
    }
  }
}
