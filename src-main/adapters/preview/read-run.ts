import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { type CancelSignal, throwIfCancelled } from '../../core/cancel.ts'
import type { PreviewRun } from '../../core/preview/preview-run.ts'
import { createSiteUserTable, type SiteUserTable } from '../../core/preview/site-user-table.ts'
import { siteUserState } from '../../core/preview/site-users.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import { createRecordedDirectory, type RecordedDirectory } from './recorded-directory.ts'
import { blockSchemas, type OpeningFault, parseOpening, type RunOpening, type UserBlock } from './run-format.ts'

export type RunFault = OpeningFault | { readonly kind: 'broken' }

/** The whole run, when every line is there and the digest fits. The system's errors of reading are thrown. */
export async function readRun(path: string, signal: CancelSignal): Promise<Result<PreviewRun, RunFault>> {
  const digest = createHash('sha256')
  const directory = createRecordedDirectory()
  const users = createSiteUserTable()
  const groupNames = new Map<string, number>()
  let opening: RunOpening | undefined
  let writtenDigest: string | undefined
  try {
    for await (const line of linesOf(path)) {
      throwIfCancelled(signal)
      if (writtenDigest !== undefined) return broken
      const json: unknown = JSON.parse(line)
      if (opening === undefined) {
        const parsed = parseOpening(json)
        if (!parsed.ok) return parsed
        opening = parsed.value
      } else {
        const end = blockSchemas.end.safeParse(json)
        if (end.success) {
          writtenDigest = end.data.sha256
          continue
        }
        if (!addBlock(json, directory, users, groupNames)) return broken
      }
      digest.update(`${line}\n`)
    }
  } catch (error) {
    if (isDamage(error)) return broken
    throw error
  }
  if (opening === undefined || writtenDigest !== digest.digest('hex')) return broken
  return assembled(opening, directory, users, groupNames)
}

/** The opening of a run, without reading the rest. */
export async function readRunOpening(path: string): Promise<Result<RunOpening, RunFault>> {
  try {
    for await (const line of linesOf(path)) return parseOpening(JSON.parse(line))
  } catch (error) {
    if (!isDamage(error)) throw error
  }
  return broken
}

const broken = fail({ kind: 'broken' } as const)

function assembled(
  { head, counts, usersReading }: RunOpening,
  directory: RecordedDirectory,
  users: SiteUserTable,
  groupNames: ReadonlyMap<string, number>
): Result<PreviewRun, RunFault> {
  const snapshot = directory.finish(head.reading)
  if (snapshot === undefined || snapshot.people.count !== counts.people || snapshot.groups.count !== counts.groups) return broken
  if (users.count !== (counts.users ?? 0)) return broken
  const nameOf = new Map([...groupNames].map(([name, id]) => [id, name]))
  return succeed({
    head,
    directory: snapshot,
    users: usersReading === undefined ? undefined : users.finish(usersReading, nameOf)
  })
}

function addBlock(json: unknown, directory: RecordedDirectory, users: SiteUserTable, groupNames: Map<string, number>): boolean {
  const people = blockSchemas.people.safeParse(json)
  if (people.success) return directory.addPeople(people.data.people)
  const groups = blockSchemas.groups.safeParse(json)
  if (groups.success) return directory.addGroups(groups.data.groups)
  const page = blockSchemas.users.safeParse(json)
  return page.success && addUsers(page.data.users, users, groupNames)
}

function addUsers(block: UserBlock, users: SiteUserTable, groupNames: Map<string, number>): boolean {
  const columns = [block.usernames, block.emails, block.names, block.methods, block.strategies, block.states, block.groups]
  if (columns.some((column) => column.length !== block.ids.length)) return false
  users.add(
    block.ids.map((id, row) => ({
      id,
      username: block.usernames[row] ?? '',
      email: block.emails[row],
      name: block.names[row],
      authenticationMethod: block.methods[row] ?? '',
      ssoStrategyId: block.strategies[row] ?? undefined,
      externallyManaged: hasState(block.states[row], siteUserState.externallyManaged),
      disabled: hasState(block.states[row], siteUserState.disabled),
      siteAdmin: hasState(block.states[row], siteUserState.siteAdmin),
      readonlySiteAdmin: hasState(block.states[row], siteUserState.readOnlyAdmin),
      groupIds: block.groups[row]?.map((name) => numberOf(name, groupNames)).join(',')
    }))
  )
  return true
}

function hasState(states: number | undefined, bit: number): boolean {
  return ((states ?? 0) & bit) !== 0
}

function numberOf(name: string, known: Map<string, number>): string {
  const number = known.get(name) ?? known.size
  known.set(name, number)
  return String(number)
}

async function* linesOf(path: string): AsyncGenerator<string, void> {
  const file = createReadStream(path)
  const text = createGunzip()
  // A stream that only feeds another one tells its errors nobody.
  file.on('error', (error) => text.destroy(error))
  let begun: string[] = []
  try {
    for await (const piece of file.pipe(text).setEncoding('utf8')) {
      const [first = '', ...others] = String(piece).split('\n')
      begun.push(first)
      for (const next of others) {
        yield begun.join('')
        begun = [next]
      }
    }
    const rest = begun.join('')
    if (rest !== '') yield rest
  } finally {
    file.destroy()
    text.destroy()
  }
}

/** What a file that was cut or changed makes JSON and zlib say. */
function isDamage(error: unknown): boolean {
  if (error instanceof SyntaxError) return true
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('Z_')
}
