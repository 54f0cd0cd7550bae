import type { ServiceField } from '../model/service-field.ts'
import { isEmptyValue, valueOf } from '../model/service-field-value.ts'
import { serviceFieldsOf } from '../model/service-fields.ts'
import { matchGroups } from '../preview/group-patterns.ts'
import { plannedValue } from './order-changes.ts'
import type { PlannedChange, ReadState } from './plan.ts'
import { titlesOf } from './titles-of.ts'

/**
 * Lists of groups that name a renamed group: by the old name, which is gone, or by the new one, which may give its members something. One note
 * for each list.
 */
export function groupListNotes(renamed: readonly PlannedChange[], state: ReadState): readonly string[] {
  return listsIn(state).flatMap((list) => {
    const before = matchedIn(list, renamed, beforeOf)
    const after = matchedIn(list, renamed, (change) => String(plannedValue(change, 'name')?.value ?? ''))
    const lost = renamed.filter((change) => before.has(change) && !after.has(change))
    const found = renamed.filter((change) => after.has(change) && !before.has(change))
    return [
      ...(lost.length === 0 ? [] : [`${names(list, lost, 'old')} ${whatToDo(list.field.name)}`]),
      ...(found.length === 0
        ? []
        : [
            `${names(list, found, 'new')} Whether this list goes by the names on the site is not documented: if it does, the members count from then on. Look whether that is meant.`
          ])
    ]
  })
}

function whatToDo(name: string): string {
  if (ABOUT_WHO_IS_SENT.has(name))
    return 'This list is compared with the groups that the directory or the provider sends, and those keep their names. Leave it as it is, unless the group is renamed there as well: with a name that nobody sends it finds nobody, and whoever is not found may lose access.'
  return name === 'provision_group_default'
    ? 'Change it there as well, or new people do not join the group any more.'
    : 'Whether it goes by the names on the site or by those that are sent is not documented: look after the next sign-in or sync who still has these rights.'
}

/** Filters of provisioning: they choose among people and groups that come from elsewhere. */
const ABOUT_WHO_IS_SENT: ReadonlySet<string> = new Set([
  'ldap_user_include_groups',
  'ldap_group_inclusion',
  'ldap_group_exclusion',
  'provision_group_required',
  'provision_group_inclusion',
  'provision_group_exclusion'
])

interface NamedList {
  readonly title: string
  readonly field: ServiceField
  readonly value: string
}

function listsIn({ resources }: ReadState): readonly NamedList[] {
  return resources.flatMap(({ resource, title, fields }) =>
    serviceFieldsOf(resource).flatMap((field) => {
      const value = field.type.kind === 'list' ? valueOf(fields, field.name) : undefined
      return typeof value === 'string' && !isEmptyValue(value) ? [{ title, field, value }] : []
    })
  )
}

function matchedIn(
  { value }: NamedList,
  renamed: readonly PlannedChange[],
  nameOf: (change: PlannedChange) => string
): ReadonlySet<PlannedChange> {
  const names = renamed.map(nameOf)
  const { matched } = matchGroups(value, { count: names.length, name: (index) => names[index] ?? '' })
  return new Set(renamed.filter((_, index) => matched[index] === 1))
}

function beforeOf({ fields }: PlannedChange): string {
  const name = fields.find(({ field }) => field === 'name')
  return name?.kind === 'value' ? String(name.before ?? '') : ''
}

function names({ title, field }: NamedList, changes: readonly PlannedChange[], which: 'old' | 'new'): string {
  const whose = changes.length === 1 ? `its ${which} name` : `their ${which} names`
  return `${title}: “${field.label}” names ${titlesOf(changes)} by ${whose}.`
}
