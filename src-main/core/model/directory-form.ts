import {
  type TextMessage,
  baseDnMessage,
  caPemMessage,
  cleartextMessage,
  comparableHost,
  domainMessage,
  hostMessage,
  portMessage,
  usernameFieldMessage
} from './connection-text-rules.ts'
import {
  DEFAULT_TIMEOUT_SECONDS,
  type ChosenServerType,
  type DirectorySettings,
  type Security,
  chosenServerTypes,
  securities,
  usualPort,
  usualUsernameField
} from './directory-settings.ts'

/** What a person types; every field is text as it stands in its box. The password is not part of it and is never kept. */
export interface DirectoryForm {
  readonly host: string
  readonly backupHost1: string
  readonly backupHost2: string
  readonly port: string
  readonly security: Security
  readonly serverType: ChosenServerType
  readonly username: string
  readonly baseDn: string
  readonly usernameField: string
  readonly domain: string
  /** Name of the chosen CA file, for the eye. */
  readonly caFileName: string
  readonly caPem: string
  readonly allowCleartext: boolean
  /** User name of a real person whose password may be tried once; empty: not wanted. */
  readonly person: string
}

export type DirectoryFormField = keyof DirectoryForm | 'password' | 'personPassword'

/** A message that belongs to one field. `advice` does not keep anybody from going on. */
export interface FieldMessage {
  readonly field: DirectoryFormField
  readonly severity: 'error' | 'advice'
  readonly text: string
}

export const emptyDirectoryForm: DirectoryForm = {
  host: '',
  backupHost1: '',
  backupHost2: '',
  port: '',
  security: 'ldaps',
  serverType: 'auto',
  username: '',
  baseDn: '',
  usernameField: '',
  domain: '',
  caFileName: '',
  caPem: '',
  allowCleartext: false,
  person: ''
}

/** All messages about the form as it stands, in the order of its fields. No error among them: `directorySettings` may be called. */
export function directoryFormMessages(form: DirectoryForm): readonly FieldMessage[] {
  return [
    ...hostMessages('host', form.host, true),
    ...hostMessages('backupHost1', form.backupHost1, false),
    ...hostMessages('backupHost2', form.backupHost2, false),
    ...sameHostMessages(form),
    ...about('port', portMessage(form.port, form.security)),
    ...usernameMessages(form),
    ...baseDnMessages(form.baseDn),
    ...about('usernameField', usernameFieldMessage(form.usernameField, form.domain)),
    ...about('domain', domainMessage(form.domain)),
    ...about('allowCleartext', cleartextMessage(form.security, form.allowCleartext)),
    ...about('caPem', caPemMessage(form.caPem))
  ]
}

export function hasErrors(messages: readonly FieldMessage[]): boolean {
  return messages.some((message) => message.severity === 'error')
}

/** Settings from a form without errors: empty boxes take their usual values. */
export function directorySettings(form: DirectoryForm, timeoutSeconds: number = DEFAULT_TIMEOUT_SECONDS): DirectorySettings {
  const backupHosts = [form.backupHost1, form.backupHost2].map((host) => host.trim()).filter((host) => host !== '')
  return {
    host: form.host.trim(),
    backupHosts,
    port: form.port.trim() === '' ? usualPort(form.security) : Number(form.port.trim()),
    security: form.security,
    serverType: form.serverType,
    username: form.username.trim(),
    baseDn: form.baseDn.trim(),
    usernameField: form.usernameField.trim() === '' ? usualUsernameField(form.serverType) : form.usernameField.trim(),
    domain: form.domain.trim().replace(/^@/, ''),
    ...(form.caPem.trim() === '' ? {} : { caPem: form.caPem }),
    allowCleartext: form.allowCleartext,
    timeoutMs: timeoutSeconds * 1000
  }
}

function hostMessages(field: 'host' | 'backupHost1' | 'backupHost2', typed: string, isRequired: boolean): readonly FieldMessage[] {
  if (typed.trim() !== '') return about(field, hostMessage(typed, 'Security'))
  return isRequired ? [error(field, 'Enter the name of the directory server, for example dc1.corp.example.')] : []
}

function sameHostMessages(form: DirectoryForm): readonly FieldMessage[] {
  const first = comparableHost(form.host)
  const second = comparableHost(form.backupHost1)
  const third = comparableHost(form.backupHost2)
  const messages: FieldMessage[] = []
  if (second !== '' && second === first) messages.push(error('backupHost1', 'The backup host is the same as the host.'))
  if (third !== '' && (third === first || third === second)) messages.push(error('backupHost2', 'This host is listed already.'))
  return messages
}

function usernameMessages(form: DirectoryForm): readonly FieldMessage[] {
  const username = form.username.trim()
  if (username === '') return [error('username', 'Enter the service account that reads the directory.')]
  const isBare = !/[@\\=]/.test(username)
  if (isBare && form.serverType === 'active-directory') {
    return [advice('username', 'Active Directory refuses a bare short name. Use name@domain, DOMAIN\\name, or the distinguished name.')]
  }
  if (isBare && form.serverType === 'openldap')
    return [advice('username', 'OpenLDAP wants the full distinguished name, such as cn=reader,dc=example,dc=com.')]
  return []
}

function baseDnMessages(typed: string): readonly FieldMessage[] {
  if (typed.trim() !== '') return about('baseDn', baseDnMessage(typed))
  return [error('baseDn', 'Enter where the search starts, for example DC=corp,DC=example. “Suggest” can find it.')]
}

function about(field: DirectoryFormField, message: TextMessage | undefined): readonly FieldMessage[] {
  return message === undefined ? [] : [{ field, ...message }]
}

function error(field: DirectoryFormField, text: string): FieldMessage {
  return { field, severity: 'error', text }
}

function advice(field: DirectoryFormField, text: string): FieldMessage {
  return { field, severity: 'advice', text }
}

/** For edges that receive text: is it one of the offered choices? */
export function isSecurity(text: string): text is Security {
  return (securities as readonly string[]).includes(text)
}

export function isChosenServerType(text: string): text is ChosenServerType {
  return (chosenServerTypes as readonly string[]).includes(text)
}
