import { createHash } from 'node:crypto'
import type { DirectorySnapshot, MembershipSource } from '../../core/preview/directory-snapshot.ts'
import type { PreviewRun } from '../../core/preview/preview-run.ts'
import type { SiteUsers } from '../../core/preview/site-users.ts'
import { personTexts, RUN_FORMAT, RUN_VERSION, sourceLetters } from './run-format.ts'

/**
 * A run as JSON lines: the head, blocks of people, of groups with their members, and of users, and last the SHA-256 of all lines before. Rows
 * are called by their numbers within the run.
 */
export function* runLines(
  { head, directory, users }: PreviewRun,
  { blockSize = 1000, redactText }: { readonly blockSize?: number; readonly redactText?: (text: string) => string } = {}
): Generator<string, void> {
  const digest = createHash('sha256')
  for (const content of contents()) {
    const line = `${redactedJson(content, redactText)}\n`
    digest.update(line)
    yield line
  }
  yield `${JSON.stringify({ sha256: digest.digest('hex') })}\n`

  function* contents(): Generator<unknown, void> {
    const counts = { people: directory.people.count, groups: directory.groups.count, users: users?.count }
    yield { format: RUN_FORMAT, version: RUN_VERSION, head, counts, usersReading: users === undefined ? undefined : readingOf(users) }
    for (const rows of blocks(counts.people, blockSize)) yield { people: peopleBlock(directory, rows) }
    for (const rows of blocks(counts.groups, blockSize / 10)) yield { groups: groupBlock(directory, rows) }
    if (users !== undefined) for (const rows of blocks(users.count, blockSize)) yield { users: userBlock(users, rows) }
  }
}

/** Secrets are looked for in the whole line, and taken out of the texts in it: the line stays what it is, whatever the secret looks like. */
function redactedJson(content: unknown, redactText: ((text: string) => string) | undefined): string {
  const json = JSON.stringify(content)
  if (redactText === undefined || redactText(json) === json) return json
  return JSON.stringify(content, (_, value: unknown) => (typeof value === 'string' ? redactText(value) : value))
}

function readingOf({ isComplete, cutBecause, namesGroups }: SiteUsers) {
  return { isComplete, cutBecause, namesGroups }
}

function* blocks(count: number, size: number): Generator<readonly number[], void> {
  const step = Math.max(1, Math.floor(size))
  for (let from = 0; from < count; from += step) yield Array.from({ length: Math.min(step, count - from) }, (_, index) => from + index)
}

function peopleBlock({ people }: DirectorySnapshot, rows: readonly number[]) {
  return {
    texts: personTexts.map((column) => rows.map((person) => people.text(person, column))),
    states: rows.map((person) => people.state(person)),
    extraUsernames: rows.map((person) => people.extraUsernames(person))
  }
}

function groupBlock({ groups, memberships }: DirectorySnapshot, rows: readonly number[]) {
  return {
    dns: rows.map((group) => groups.dn(group)),
    names: rows.map((group) => groups.name(group)),
    people: rows.map((group) => [...memberships.peopleIn(group)]),
    sources: rows.map((group) =>
      Array.from(memberships.peopleIn(group), (person) => letterOf(memberships.sourceOf(group, person))).join('')
    ),
    groups: rows.map((group) => [...memberships.groupsIn(group)]),
    unknown: rows.map((group) => memberships.unknownIn(group)),
    foreign: rows.map((group) => memberships.foreignIn(group))
  }
}

function letterOf(source: MembershipSource | undefined): string {
  if (source === undefined) throw new TypeError('A member of a group that is none')
  return sourceLetters[source]
}

function userBlock(users: SiteUsers, rows: readonly number[]) {
  return {
    ids: rows.map((user) => users.id(user)),
    usernames: rows.map((user) => users.text(user, 'username')),
    emails: rows.map((user) => users.text(user, 'email')),
    names: rows.map((user) => users.text(user, 'name')),
    methods: rows.map((user) => users.text(user, 'authenticationMethod')),
    strategies: rows.map((user) => users.ssoStrategyId(user) ?? null),
    states: rows.map((user) => users.state(user)),
    groups: rows.map((user) => users.groups(user))
  }
}
