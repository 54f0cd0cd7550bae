import { textOf } from './json-field.ts'

/** Everything a rehearsal can send, in the order of the ladder. */
export type ScimStep =
  | 'unknown-user'
  | 'wrong-token'
  | 'by-external-id'
  | 'by-mail'
  | 'group-by-name'
  | 'schemas'
  | 'service-config'
  | 'create-user'
  | 'read-created-user'
  | 'find-user'
  | 'create-user-again'
  | 'change-user'
  | 'read-changed-user'
  | 'disable-text'
  | 'find-disabled'
  | 'enable-flagged'
  | 'read-enabled'
  | 'disable-flagged'
  | 'read-flagged'
  | 'create-group'
  | 'read-created-group'
  | 'add-member'
  | 'read-group-with-member'
  | 'remove-member-value'
  | 'read-group-without-member'
  | 'add-member-again'
  | 'read-group-with-again'
  | 'remove-member-path'
  | 'read-group-without-again'
  | 'rename-group'
  | 'find-renamed-group'
  | 'delete-group'
  | 'read-deleted-group'
  | 'delete-user'
  | 'read-deleted-user'

/** The made-up person and group of one rehearsal. */
export interface MadeUp {
  /** A GUID that nobody else has. */
  readonly guid: string
  /** As the server names them, once it has made them. */
  readonly userId: string | undefined
  readonly groupId: string | undefined
}

export interface EntraRequest {
  /** `Test Connection: looks for a user that cannot exist`. */
  readonly purpose: string
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  /** Behind the address, with its slash. */
  readonly path: string
  readonly body?: unknown
  /** Sent with a token, or a user name and a password, that nobody has; absent: with the real one. */
  readonly isWithWrongProof?: true
}

export function madeUpUserName({ guid }: MadeUp): string {
  return `entra-rehearsal-${guid.slice(0, 8)}@rehearsal.example`
}

export function madeUpGroupName({ guid }: MadeUp): string {
  return `Entra rehearsal ${guid.slice(0, 8)}`
}

export function renamedGroupName(made: MadeUp): string {
  return `${madeUpGroupName(made)} renamed`
}

/** A server that does not heed what it is asked may answer with anybody: nobody else may be changed or deleted. */
export function isMadeUp(resource: unknown, made: MadeUp): boolean {
  const name = (textOf(resource, 'userName') ?? textOf(resource, 'displayName') ?? '').toLowerCase()
  return [madeUpUserName(made), madeUpGroupName(made), renamedGroupName(made)].some((ours) => ours.toLowerCase() === name)
}

export function changedMail({ guid }: MadeUp): string {
  return `entra-rehearsal-${guid.slice(0, 8)}-changed@rehearsal.example`
}

/** The request as Entra ID writes it, its dialect included: capital `Add` and `Replace`, `"False"` as a text, members taken out by a list of values. */
export function entraRequest(step: ScimStep, made: MadeUp): EntraRequest {
  switch (step) {
    case 'unknown-user':
      return look('Test Connection: looks for a user that cannot exist', users(`userName eq "${made.guid}"`))
    case 'wrong-token':
      return {
        ...look('Looks for the same user with a proof that nobody has: it has to be refused', users(`userName eq "${made.guid}"`)),
        isWithWrongProof: true
      }
    case 'by-external-id':
      return look('Looks for a user by externalId', users(`externalId eq "${made.guid}"`))
    case 'by-mail':
      return look('Looks for a user by mail address', users(`emails[type eq "work"].value eq "${made.guid}@rehearsal.example"`))
    case 'group-by-name':
      return look('Looks for a group by name, without its members', groups(made.guid))
    case 'schemas':
      return look('Reads the schemas, as saving the configuration does', '/Schemas')
    case 'service-config':
      return look('Reads what the server says it can do', '/ServiceProviderConfig')
    case 'create-user':
      return { purpose: 'Creates the made-up user', method: 'POST', path: '/Users', body: userBody(made) }
    case 'read-created-user':
      return look('Reads what has the id that was given', userPath(made))
    case 'find-user':
      return look('Looks for the user that was made', users(`userName eq "${madeUpUserName(made)}"`))
    case 'create-user-again':
      return { purpose: 'Creates the same user again', method: 'POST', path: '/Users', body: userBody(made) }
    case 'change-user':
      return patch('Changes mail address and family name', userPath(made), [
        { op: 'Replace', path: 'emails[type eq "work"].value', value: changedMail(made) },
        { op: 'Replace', path: 'name.familyName', value: 'Changed' }
      ])
    case 'read-changed-user':
      return look('Reads the user that was changed', userPath(made))
    case 'disable-text':
      return patch('Disables the user, with the word "False"', userPath(made), [{ op: 'Replace', path: 'active', value: 'False' }])
    case 'find-disabled':
      return look('Looks for the disabled user', users(`userName eq "${madeUpUserName(made)}"`))
    case 'enable-flagged':
      return patch('Enables the user, as with the flag aadOptscim062020', userPath(made), [{ op: 'replace', path: 'active', value: true }])
    case 'read-enabled':
      return look('Reads the user that was enabled', userPath(made))
    case 'disable-flagged':
      return patch('Disables the user, as with the flag aadOptscim062020', userPath(made), [
        { op: 'replace', path: 'active', value: false }
      ])
    case 'read-flagged':
      return look('Reads the user that was disabled', userPath(made))
    case 'create-group':
      return { purpose: 'Creates an empty group', method: 'POST', path: '/Groups', body: groupBody(made) }
    case 'read-created-group':
      return look('Reads what has the id that was given', groupPath(made))
    case 'add-member':
    case 'add-member-again':
      return patch('Puts the user into the group', groupPath(made), [{ op: 'Add', path: 'members', value: [member(made)] }])
    case 'read-group-with-member':
    case 'read-group-without-member':
    case 'read-group-with-again':
    case 'read-group-without-again':
      return look('Reads the group with its members', groupPath(made))
    case 'remove-member-value':
      return patch('Takes the user out of the group, by a list of values', groupPath(made), [
        { op: 'Remove', path: 'members', value: [member(made)] }
      ])
    case 'remove-member-path':
      return patch('Takes the user out of the group, by a path', groupPath(made), [
        { op: 'remove', path: `members[value eq "${idOf(made.userId)}"]` }
      ])
    case 'rename-group':
      return patch('Renames the group', groupPath(made), [{ op: 'Replace', path: 'displayName', value: renamedGroupName(made) }])
    case 'find-renamed-group':
      return look('Looks for the group by its new name', groups(renamedGroupName(made)))
    case 'delete-group':
      return { purpose: 'Deletes the group', method: 'DELETE', path: groupPath(made) }
    case 'read-deleted-group':
      return look('Reads the group that was deleted', groupPath(made))
    case 'delete-user':
      return { purpose: 'Deletes the user', method: 'DELETE', path: userPath(made) }
    case 'read-deleted-user':
      return look('Reads the user that was deleted', userPath(made))
  }
}

function look(purpose: string, path: string): EntraRequest {
  return { purpose, method: 'GET', path }
}

function users(filter: string): string {
  return `/Users?filter=${encodeURIComponent(filter)}`
}

function groups(name: string): string {
  return `/Groups?excludedAttributes=members&filter=${encodeURIComponent(`displayName eq "${name}"`)}`
}

function patch(purpose: string, path: string, operations: readonly unknown[]): EntraRequest {
  return { purpose, method: 'PATCH', path, body: { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: operations } }
}

function userBody(made: MadeUp): unknown {
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'],
    externalId: `entra-rehearsal-${made.guid.slice(0, 8)}`,
    userName: madeUpUserName(made),
    active: true,
    emails: [{ primary: true, type: 'work', value: madeUpUserName(made) }],
    meta: { resourceType: 'User' },
    name: { formatted: 'Entra Rehearsal', familyName: 'Rehearsal', givenName: 'Entra' },
    displayName: 'Entra Rehearsal'
  }
}

function groupBody(made: MadeUp): unknown {
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group', 'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group'],
    externalId: made.guid,
    displayName: madeUpGroupName(made),
    meta: { resourceType: 'Group' }
  }
}

function member(made: MadeUp): unknown {
  return { $ref: null, value: idOf(made.userId) }
}

function userPath(made: MadeUp): string {
  return `/Users/${encodeURIComponent(idOf(made.userId))}`
}

function groupPath(made: MadeUp): string {
  return `/Groups/${encodeURIComponent(idOf(made.groupId))}`
}

function idOf(id: string | undefined): string {
  if (id === undefined) throw new TypeError('The rung below proves that the server has made it')
  return id
}
