import { isUtf8 } from 'node:buffer'
import { open } from 'node:fs/promises'
import { z } from 'zod'
import type { CancelSignal } from '../../core/cancel.ts'
import { type Problem, problem } from '../../core/errors.ts'
import { SeenIds } from '../../core/preview/seen-ids.ts'
import { createSiteUserTable, type SiteUserRecord } from '../../core/preview/site-user-table.ts'
import type { UnsaidSignIn } from '../../core/ports/files.ts'
import type { SiteUsers } from '../../core/preview/site-users.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import { isSystemError, reasonOf } from '../files/system-error.ts'
import { type ListItemLimits, readListItems } from './json-list-items.ts'

/**
 * The users of a site from a file: one JSON list of any size, as `GET /users` answers, or a shorter one with `groups` as names. Problem:
 * `preview.users-file.unreadable`, which names record and field and never quotes a value. Such a list counts as complete.
 */
export async function readUsersFile(
  path: string,
  signal: CancelSignal,
  options: ListItemLimits & { readonly unsaid?: UnsaidSignIn } = {}
): Promise<Result<SiteUsers, Problem>> {
  const table = createSiteUserTable()
  const seen = new SeenIds()
  const groups = new Map<string, number>()
  const { unsaid = nothingSaid } = options
  let namesGroups = false
  const unreadable = (reason: string): Result<never, Problem> => fail(problem('preview.users-file.unreadable', { file: path, reason }))

  function onItem(bytes: Buffer, index: number): string | undefined {
    const record = recordIn(bytes, groups, unsaid)
    if (!record.ok) return `its record ${String(index + 1)} ${record.error}`
    if (!seen.add(record.value.id)) return `its record ${String(index + 1)} has the id of an earlier one, so it is no list of one moment`
    namesGroups ||= record.value.namesGroups
    table.add([record.value])
    return undefined
  }

  try {
    const file = await open(path, 'r')
    try {
      const read = await readListItems(file, onItem, signal, options)
      if (!read.ok) return unreadable(read.error)
    } finally {
      await file.close()
    }
  } catch (error) {
    if (!isSystemError(error)) throw error
    return unreadable(reasonOf(error))
  }
  return succeed(
    table.finish({ isComplete: true, cutBecause: undefined, namesGroups }, new Map([...groups].map(([name, id]) => [id, name])))
  )
}

const nothingSaid: UnsaidSignIn = { authenticationMethod: '', ssoStrategyId: undefined, externallyManaged: false }

const text = z.string().nullish()
const flag = z.boolean().nullish()

const recordSchema = z.object({
  id: z.number().int(),
  username: z.string().min(1),
  email: text,
  name: text,
  authentication_method: text,
  sso_strategy_id: z.number().int().nullish(),
  externally_managed: flag,
  disabled: flag,
  site_admin: flag,
  readonly_site_admin: flag,
  group_ids: text,
  groups: z.array(z.string()).nullish()
})

/** The error is half a sentence that goes on after `its record 3`. */
function recordIn(
  bytes: Buffer,
  groups: Map<string, number>,
  unsaid: UnsaidSignIn
): Result<SiteUserRecord & { readonly namesGroups: boolean }, string> {
  if (!isUtf8(bytes)) return fail('is not in UTF-8')
  const json = parsed(bytes.toString('utf8'))
  if (!json.ok) return json
  const read = recordSchema.safeParse(json.value)
  if (!read.success) return fail(reasonIn(read.error))
  const user = read.data
  const signInIsSaid =
    user.authentication_method !== undefined || user.sso_strategy_id !== undefined || user.externally_managed !== undefined
  return succeed({
    namesGroups: user.groups !== undefined && user.groups !== null,
    id: user.id,
    username: user.username,
    email: user.email ?? undefined,
    name: user.name ?? undefined,
    authenticationMethod: signInIsSaid ? (user.authentication_method ?? '') : unsaid.authenticationMethod,
    ssoStrategyId: signInIsSaid ? (user.sso_strategy_id ?? undefined) : unsaid.ssoStrategyId,
    externallyManaged: signInIsSaid ? (user.externally_managed ?? undefined) : unsaid.externallyManaged,
    disabled: user.disabled ?? undefined,
    siteAdmin: user.site_admin ?? undefined,
    readonlySiteAdmin: user.readonly_site_admin ?? undefined,
    groupIds: user.groups === undefined || user.groups === null ? (user.group_ids ?? undefined) : numbersOf(user.groups, groups)
  })
}

/** Names stand for numbers here that no group of the service has. */
function numbersOf(names: readonly string[], known: Map<string, number>): string {
  return names
    .map((name) => {
      const number = known.get(name) ?? -1 - known.size
      known.set(name, number)
      return String(number)
    })
    .join(',')
}

function parsed(json: string): Result<unknown, string> {
  try {
    return succeed(JSON.parse(json))
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return fail('is no JSON')
  }
}

/** Words of our own, never the value. */
function reasonIn(error: z.ZodError): string {
  const [issue] = error.issues
  const field = issue?.path.map(String).join('.') ?? ''
  if (issue?.code === 'too_small') return `has an empty ${field}`
  if (issue?.code === 'invalid_type') return `has no fitting ${field}: it has to be ${KINDS[issue.expected] ?? issue.expected}`
  return `has no fitting ${field}`
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'a text in quotes',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list in [ ]'
}
