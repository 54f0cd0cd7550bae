import type { DirectoryPerson } from './read-directory.ts'
import type { SiteState } from './site-state.ts'
import type { StoredUser } from './stored-records.ts'
import type { SyncRules } from './sync-rules.ts'

/** Puts a user into the groups of the directory that the rules take, making those that are missing; takes them out of groups that a sync has made. */
export function createGroupFiller(state: SiteState, rules: SyncRules): (user: StoredUser, person: DirectoryPerson, isNew: boolean) => void {
  const idByName = new Map([...state.groups.values()].map(({ id, name }) => [name.toLowerCase(), id]))
  const groupId = (name: string): number => {
    const known = idByName.get(name.toLowerCase())
    if (known !== undefined) return known
    const id = state.newId()
    state.groups.set(id, {
      id,
      name,
      notes: null,
      allowed_ips: '',
      ftp_permission: true,
      sftp_permission: true,
      dav_permission: false,
      restapi_permission: true
    })
    state.managedGroupIds.add(id)
    idByName.set(name.toLowerCase(), id)
    return id
  }
  return (user, person, isNew) => {
    if (isNew) for (const name of rules.defaultGroups) join(state, groupId(name), user.id)
    const { takesGroup } = rules
    if (takesGroup === undefined) return
    const wanted = new Set(person.groups.filter(takesGroup).map(groupId))
    for (const id of wanted) join(state, id, user.id)
    if (!rules.takesMembersAway) return
    const defaults = new Set(rules.defaultGroups.map(groupId))
    for (const id of state.memberships.groupIdsOf(user.id)) {
      if (state.managedGroupIds.has(id) && !wanted.has(id) && !defaults.has(id)) state.memberships.remove(id, user.id)
    }
  }
}

function join(state: SiteState, groupId: number, userId: number): void {
  if (!state.memberships.has(groupId, userId)) state.memberships.add({ id: state.newId(), groupId, userId, isAdmin: false })
}
