import { type Problem, problem } from '../../core/errors.ts'
import { comparableObjectId, isObjectId } from '../../core/jit/is-object-id.ts'
import type { GroupMapping } from '../../core/jit/jit-views.ts'
import { counted } from '../../core/catalog/entry.ts'
import type { Table } from '../../core/model/table.ts'
import { groupNameRefusal } from '../../core/plan/resources/group.ts'
import { fail, type Result, succeed } from '../../core/result.ts'
import type { GroupFacts } from '../../core/service/service-facts.ts'

/** Finds a name for each group that is called by an id, and says which of them can be renamed so. */
export function mapGroups(table: Table, groups: readonly GroupFacts[]): Result<GroupMapping, Problem> {
  const idColumn = idColumnOf(table)
  const nameColumn = columnOf(table.header, NAME_COLUMNS)
  if (idColumn === undefined || nameColumn === undefined) return fail(columnsMissing(table.header, idColumn, nameColumn))
  const names = namesById(table, idColumn, nameColumn)
  const byId = groups.filter(({ name }) => isObjectId(name))
  const wanted = byId.map((group) => wantedName(group, names.get(comparableObjectId(group.name) ?? '')))
  const taken = takenNames(groups)
  const sharing = groupBy(wanted, ({ to }) => comparableName(to))
  const rows = wanted.map((one): GroupMapping['rows'][number] => ({
    groupId: one.group.id,
    from: one.group.name,
    to: one.to,
    problem: one.problem ?? clash(one, sharing.get(comparableName(one.to)) ?? [], taken)
  }))
  const groupsToRename = rows.flatMap(({ groupId, from, to, problem: wrong }) =>
    wrong === undefined ? [{ id: groupId, name: from, newName: to }] : []
  )
  const known = new Set(byId.map(({ name }) => comparableObjectId(name)))
  return succeed({
    headline: headlineOf(groupsToRename.length, rows.length),
    rows,
    unused: table.rows.filter((row) => !known.has(comparableObjectId(row[idColumn] ?? ''))).length,
    groups: groupsToRename
  })
}

/** Most telling first: Entra’s export has `id` and `displayName`, PowerShell `ObjectId` and `DisplayName`. */
const ID_COLUMNS = ['objectid', 'groupobjectid', 'groupid', 'guid', 'id']
const NAME_COLUMNS = [
  'displayname',
  'groupdisplayname',
  'groupname',
  'newname',
  // The portal in German, French, Spanish, Italian, Dutch and Portuguese.
  'anzeigename',
  'gruppenname',
  'nomdaffichage',
  'nombreparamostrar',
  'nomevisualizzato',
  'weergavenaam',
  'nomedeexibicao',
  'nomeaapresentar',
  'name'
]

function columnOf(header: readonly string[], wanted: readonly string[]): number | undefined {
  const plain = header.map((name) =>
    name
      .normalize('NFD')
      .toLowerCase()
      .replace(/[^a-z]/g, '')
  )
  return wanted.map((name) => plain.indexOf(name)).find((index) => index !== -1)
}

/** By its name, unless ids stand in one other column alone: exports have names in the language of the portal, and `id` may be a number. */
function idColumnOf({ header, rows }: Table): number | undefined {
  const named = columnOf(header, ID_COLUMNS)
  const holdsIds = (column: number): boolean => rows.some((row) => comparableObjectId(row[column] ?? '') !== undefined)
  if (named !== undefined && holdsIds(named)) return named
  const [only, another] = [...header.keys()].filter(holdsIds)
  return only !== undefined && another === undefined ? only : named
}

function columnsMissing(header: readonly string[], idColumn: number | undefined, nameColumn: number | undefined): Problem {
  const missing = [
    ...(idColumn === undefined ? ['a column “id” or “objectId”'] : []),
    ...(nameColumn === undefined ? ['a column “displayName” or “name”'] : [])
  ].join(' and ')
  const shown = header.slice(0, 12).map((name) => name.trim().slice(0, 60))
  return problem('jit.mapping.columns-missing', { missing, header: shown.every((name) => name === '') ? 'empty' : shown.join(', ') })
}

/** Every name that the file gives an id, each once, in the order of the file; an empty one as well. */
function namesById(table: Table, idColumn: number, nameColumn: number): ReadonlyMap<string, readonly string[]> {
  const names = new Map<string, string[]>()
  for (const row of table.rows) {
    const id = comparableObjectId(row[idColumn] ?? '')
    if (id === undefined) continue
    const name = (row[nameColumn] ?? '').normalize('NFC').trim()
    const known = names.get(id)
    if (known === undefined) names.set(id, [name])
    else if (!known.includes(name)) known.push(name)
  }
  return names
}

interface WantedName {
  readonly group: GroupFacts
  /** Empty: there is none. */
  readonly to: string
  readonly problem: Problem | undefined
}

function wantedName(group: GroupFacts, given: readonly string[] | undefined): WantedName {
  const without = (because: string): WantedName => ({
    group,
    to: '',
    problem: problem('jit.mapping.no-name', { group: group.name, because })
  })
  if (given === undefined) return without('no line has this id')
  const names = given.filter((name) => name !== '')
  const [name, another] = names
  if (name === undefined) return without('its line has an empty name')
  if (another !== undefined) {
    const quoted = names.slice(0, 5).map((text) => `“${text}”`)
    return { group, to: '', problem: problem('jit.mapping.two-names', { group: group.name, names: quoted.join(', ') }) }
  }
  if (isObjectId(name)) return without('its line has an id in place of the name')
  const refusal = groupNameRefusal(name)
  if (refusal !== undefined) return without(`“${name.slice(0, 60)}” is none that it can have. ${refusal.replace(/\.$/, '')}`)
  return { group, to: name, problem: undefined }
}

/** Names that stay, by how they are compared; what is renamed makes its old name free, but that is an id. */
function takenNames(groups: readonly GroupFacts[]): ReadonlyMap<string, GroupFacts> {
  return new Map(groups.filter(({ name }) => !isObjectId(name)).map((group) => [comparableName(group.name), group]))
}

function clash({ group, to }: WantedName, sharing: readonly WantedName[], taken: ReadonlyMap<string, GroupFacts>): Problem | undefined {
  const owner = taken.get(comparableName(to))
  if (owner !== undefined) return problem('jit.mapping.name-taken', { name: to, id: String(owner.id) })
  const others = sharing.filter((other) => other.group !== group)
  if (others.length === 0) return undefined
  if (sharing.every((other) => comparableObjectId(other.group.name) === comparableObjectId(group.name)))
    return problem('jit.mapping.same-name', { name: to, groups: '', isOneId: true })
  const groups = [group, ...others.slice(0, 4).map((other) => other.group)].map(({ name }) => name).join(' and ')
  return problem('jit.mapping.same-name', { name: to, groups, isOneId: false })
}

/** Whether Files.com minds capitals in names of groups is not documented; two that differ only so would help nobody. */
function comparableName(name: string): string {
  return name.normalize('NFC').toLowerCase().normalize('NFC').trim()
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const key = keyOf(item)
    const known = groups.get(key)
    if (known === undefined) groups.set(key, [item])
    else known.push(item)
  }
  return groups
}

function headlineOf(renamed: number, all: number): string {
  if (all === 0) return 'No group of the site is called by an id; there is nothing to rename.'
  const called = `${counted(all, 'group that is', 'groups that are')} called by an id`
  if (renamed === all) return all === 1 ? `The ${called.slice(2)} can be renamed.` : `All ${called} can be renamed.`
  if (renamed === 0 && all === 1) return `The ${called.slice(2)} cannot be renamed.`
  return renamed === 0 ? `None of the ${called} can be renamed.` : `${String(renamed)} of ${called} can be renamed.`
}
