import { makeGroups } from '../company/make-groups.ts'
import { MAIL_DOMAIN } from '../company/make-people.ts'
import type { Person } from '../company/person.ts'
import { repeatableUuid } from '../company/repeatable-uuid.ts'
import { uuidText } from '../directory/comparable-value.ts'
import type { SiteState } from './site-state.ts'

/** Groups made by hand, one that single sign-on has named by the object id of Entra ID, and who of the seeded people is in them. */
export function seedGroups(state: SiteState, people: readonly Person[]): void {
  const idByName = new Map([...state.users.values()].map(({ id, username }) => [username, id]))
  const company = makeGroups(people)
  for (const [index, { name, notes, asIn }] of seeded.entries()) {
    const groupId = index + 1
    state.groups.set(groupId, {
      id: groupId,
      name,
      notes,
      allowed_ips: '',
      ftp_permission: true,
      sftp_permission: true,
      dav_permission: false,
      restapi_permission: true
    })
    const logins = company.find((group) => group.name === asIn)?.people ?? []
    for (const login of logins) {
      const userId = idByName.get(`${login}@${MAIL_DOMAIN}`)
      if (userId !== undefined)
        state.memberships.add({ id: groupId * 1_000 + state.memberships.ofGroup(groupId).length + 1, groupId, userId, isAdmin: false })
    }
  }
  state.memberships.add({ id: 9_001, groupId: 1, userId: 5, isAdmin: true })
}

const seeded = [
  { name: 'Freight Partners', notes: 'Made by hand', asIn: '' },
  { name: 'Finance', notes: 'Department Finance', asIn: 'Finance' },
  { name: 'Sales', notes: 'Department Sales', asIn: 'Sales' },
  { name: uuidText(repeatableUuid('group/Engineering')), notes: null, asIn: 'Engineering' }
]
