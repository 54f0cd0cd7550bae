import { checkADirectory, type CheckedDirectory, type DirectoryToCheck } from '../../support/check-a-directory.ts'
import {
  entryMessage,
  resultMessage,
  startStubLdapServer,
  type StubConnection,
  type StubLdapServer,
  type StubRequest
} from '../../support/stub-ldap-server.ts'

export const stubBase = 'DC=corp,DC=example,DC=test'

/** What the ladder wants to know when it asks. */
export type Question =
  | 'root'
  | 'bind'
  | 'who-am-i'
  | 'account'
  | 'lock-out policy'
  | 'powerful groups'
  | 'base'
  | 'people'
  | 'person'
  | 'groups'
  | 'more members'
  | 'limits'
  | 'other'

/** Bytes to send, or something worse. `connection` is there for those who hang up. */
export type StubAnswer = (request: StubRequest, connection: StubConnection) => readonly Buffer[] | undefined

export type StubAnswers = Readonly<Partial<Record<Question, StubAnswer>>>

/** A healthy little Active Directory of scripted bytes, except for the given answers. */
export function startStubDirectory(answers: StubAnswers = {}): Promise<StubLdapServer> {
  return startStubLdapServer({
    answer: (request, connection) => {
      if (request.operation === 'unbind' || request.operation === 'abandon') return
      const messages = (answers[questionOf(request)] ?? healthy[questionOf(request)])(request, connection)
      if (messages !== undefined) connection.send(...messages)
    }
  })
}

/** What a person fills in for it. */
export function settingsForStub(stub: { readonly host: string; readonly port: number }): DirectoryToCheck {
  return {
    host: stub.host,
    port: stub.port,
    serverType: 'active-directory',
    username: 'reader@corp.example.test',
    password: 'Reader-Secret-1',
    baseDn: stubBase,
    usernameField: 'sAMAccountName',
    timeoutMs: 2_000
  }
}

/** The whole ladder against such a directory, and how often it was asked to sign somebody in. */
export async function checkStub(
  answers: StubAnswers,
  settings: DirectoryToCheck = {}
): Promise<CheckedDirectory & { readonly binds: number }> {
  await using stub = await startStubDirectory(answers)
  const checked = await checkADirectory({ ...settingsForStub(stub), ...settings })
  return { ...checked, binds: stub.requests.filter(({ operation }) => operation === 'bind').length }
}

export const rootDse = {
  objectClass: ['top'],
  namingContexts: [stubBase, `CN=Configuration,${stubBase}`],
  defaultNamingContext: [stubBase],
  configurationNamingContext: [`CN=Configuration,${stubBase}`],
  dnsHostName: ['dc1.corp.example.test'],
  supportedCapabilities: ['1.2.840.113556.1.4.800', '1.2.840.113556.1.4.1670'],
  supportedControl: ['1.2.840.113556.1.4.319'],
  supportedExtension: ['1.3.6.1.4.1.1466.20037', '1.3.6.1.4.1.4203.1.11.3']
}

export function person(
  name: string,
  attributes: Readonly<Record<string, readonly string[]>> = {}
): readonly [string, Record<string, readonly string[]>] {
  return [
    `CN=${name},OU=People,${stubBase}`,
    {
      sAMAccountName: [name],
      mail: [`${name}@corp.example.test`],
      cn: [name],
      userAccountControl: ['512'],
      primaryGroupID: ['513'],
      ...attributes
    }
  ]
}

/** Answers a search with these entries and success. */
export function entries(list: readonly (readonly [string, Readonly<Record<string, readonly string[]>>])[]): StubAnswer {
  return ({ id }) => [...list.map(([dn, attributes]) => entryMessage(id, dn, attributes)), resultMessage(id, 'search')]
}

export function success(): StubAnswer {
  return (request) => [resultMessage(request.id, operationOf(request))]
}

/** Answers with a result that is no success. */
export function refusal(code: number, text = ''): StubAnswer {
  return (request) => [resultMessage(request.id, operationOf(request), { code, text })]
}

const healthy: Readonly<Record<Question, StubAnswer>> = {
  root: entries([['', rootDse]]),
  bind: success(),
  'who-am-i': ({ id }) => [resultMessage(id, 'extended', { value: 'u:CORP\\reader' })],
  account: entries([[`CN=reader,${stubBase}`, { sAMAccountName: ['reader'], badPwdCount: ['0'] }]]),
  'lock-out policy': entries([[stubBase, { lockoutThreshold: ['5'], lockOutObservationWindow: ['-18000000000'] }]]),
  'powerful groups': success(),
  base: entries([[stubBase, { objectClass: ['top', 'domain'] }]]),
  people: entries([person('anna'), person('bjorn'), person('carla')]),
  person: entries([person('anna')]),
  groups: entries([[`CN=staff,${stubBase}`, { cn: ['staff'], member: [`CN=anna,OU=People,${stubBase}`], primaryGroupToken: ['1104'] }]]),
  'more members': success(),
  limits: success(),
  other: success()
}

function questionOf({ operation, base, attributes }: StubRequest): Question {
  if (operation === 'bind') return 'bind'
  if (operation === 'extended') return 'who-am-i'
  const asks = (attribute: string): boolean => attributes.includes(attribute)
  if (base === '') return 'root'
  if (asks('badPwdCount')) return 'account'
  if (asks('lockoutThreshold')) return 'lock-out policy'
  if (asks('objectSid')) return 'powerful groups'
  if (asks('lDAPAdminLimits')) return 'limits'
  if (asks('accountExpires')) return 'person'
  if (asks('mail')) return 'people'
  if (asks('member')) return 'groups'
  if (attributes[0]?.includes(';range=') === true) return 'more members'
  return asks('objectClass') ? 'base' : 'other'
}

function operationOf({ operation }: StubRequest): 'bind' | 'search' | 'extended' {
  return operation === 'bind' || operation === 'extended' ? operation : 'search'
}
