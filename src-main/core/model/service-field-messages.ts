import { isPrivateAddress } from '../checks/private-address.ts'
import type { ResourceKind } from '../plan/plan.ts'
import type { FieldValue, FieldValues } from '../service/service-facts.ts'
import {
  type TextMessage,
  baseDnMessage,
  comparableHost,
  domainMessage,
  hostMessage,
  isPort,
  usernameFieldMessage
} from './connection-text-rules.ts'
import { parseDn } from './distinguished-name.ts'
import { missingSamlField, samlFieldMessages } from './saml-field-messages.ts'
import { isEmptyValue, listItems, valueOf } from './service-field-value.ts'
import { serviceFieldsOf } from './service-fields.ts'
import type { ServiceField } from './service-field.ts'

/** `advice` does not keep anybody from going on. */
export interface ServiceFieldMessage {
  readonly field: string
  readonly severity: 'error' | 'advice'
  readonly text: string
}

/** All messages about the values of one resource as they stand, in the order of the web form. An absent field is only missed by what needs it. */
export function serviceFieldMessages(kind: ResourceKind, values: FieldValues): readonly ServiceFieldMessage[] {
  return serviceFieldsOf(kind).flatMap((field) => {
    const value = valueOf(values, field.name)
    const wrong = isEmptyValue(value) ? missing(kind, field, values) : wrongKind(field, value)
    if (wrong !== undefined) return [{ field: field.name, severity: 'error' as const, text: wrong }]
    if (isEmptyValue(value)) return []
    return aboutValue(field, value, values).map((message) => ({ field: field.name, ...message }))
  })
}

/** Why a value is none for this field, as the end of a sentence; `undefined`: it is one. Never repeats the value, which may be a misplaced password. */
export function wrongKind(field: ServiceField, value: FieldValue): string | undefined {
  switch (field.type.kind) {
    case 'switch':
      return typeof value === 'boolean' ? undefined : 'This is a switch: true or false, without quotes.'
    case 'number':
      return typeof value === 'number' && Number.isSafeInteger(value) ? undefined : 'This is a whole number, without quotes.'
    case 'secret':
      return value === 'set' ? undefined : 'Its value is not written down: write "set", and the application asks for it.'
    case 'unseen':
      return typeof value === 'string' && !CONTROL.test(value) ? undefined : 'This is one line of text in quotes.'
    case 'choice':
      if (typeof value !== 'string') return 'This is a text in quotes.'
      if (field.type.isOpen || field.type.choices.some((choice) => choice.value === value)) return undefined
      return `Possible are ${field.type.choices.map((choice) => choice.value).join(', ')}.`
    case 'text':
      if (typeof value !== 'string') return 'This is a text in quotes.'
      return CONTROL.test(value) ? 'This is one line of text, without line breaks and other invisible control characters.' : undefined
    case 'document':
      if (typeof value !== 'string') return 'This is a text in quotes.'
      return CONTROL.test(value.replaceAll(/[\n\r\t]/g, '')) ? 'This document has invisible control characters in it.' : undefined
    case 'list':
      if (typeof value !== 'string') return 'This is a text in quotes.'
      return CONTROL.test(value.replaceAll(/[\n\r\t]/g, '')) ? 'This list has invisible control characters in it.' : undefined
  }
}

/** A directory or web form would cut a value there, or hide what stands behind. */
// eslint-disable-next-line no-control-regex -- they are what is looked for
const CONTROL = /[\u0000-\u001f\u007f]/

function missing(kind: ResourceKind, field: ServiceField, values: FieldValues): string | undefined {
  const isLdapOn = values[kind === 'site-ldap' ? 'ldap_enabled' : 'ldap_provisioning_enabled'] === true
  if (isLdapOn && NEEDED_BY_LDAP.has(field.name)) return `LDAP is switched on and needs ${field.label}.`
  if (field.name === 'sso_strategy_id' && values['authentication_method'] === 'sso')
    return 'Whoever signs in by single sign-on needs a provider: its number.'
  return kind === 'sso-strategy' ? missingSamlField(field.name, values) : undefined
}

const NEEDED_BY_LDAP: ReadonlySet<string> = new Set(['ldap_host', 'ldap_username', 'ldap_base_dn'])

function aboutValue(field: ServiceField, value: FieldValue, values: FieldValues): readonly TextMessage[] {
  if (field.type.kind === 'list') return listMessages(String(value))
  if (field.group === 'saml') return samlFieldMessages(field.name, value, values)
  switch (field.name) {
    case 'ldap_host':
    case 'ldap_host_2':
    case 'ldap_host_3':
      return hostMessages(field.name, String(value), values)
    case 'ldap_port':
      return portMessages(Number(value), values['ldap_secure'])
    case 'ldap_secure':
      return value === false ? [advice('Without LDAPS the password of the service account and everything read travel readable.')] : []
    case 'ldap_server_certificate':
      return value === 'allow_any'
        ? [advice('With any certificate taken, somebody on the way can pose as the directory and read the password.')]
        : []
    case 'ldap_base_dn':
      return baseDnMessages(String(value))
    case 'ldap_username_field':
      return some(usernameFieldMessage(String(value), textOf(values, 'ldap_domain')))
    case 'ldap_domain':
      return some(domainMessage(String(value)))
    case 'scim_oauth_access_token_expires_at':
      return /^\d{4}-\d{2}-\d{2}/.test(String(value)) && !Number.isNaN(Date.parse(String(value)))
        ? []
        : [error('This is a day of the calendar, like 2027-11-30.')]
    case 'email':
      return /^[^\s@]+@[^\s@]+$/.test(String(value).trim()) ? [] : [error('This is no mail address.')]
    default:
      return []
  }
}

function hostMessages(name: string, host: string, values: FieldValues): readonly TextMessage[] {
  const earlier = HOSTS.slice(0, HOSTS.indexOf(name)).map((field) => comparableHost(textOf(values, field)))
  if (earlier.includes(comparableHost(host))) return [error('This host is listed already.')]
  const privately = isPrivateAddress(host.trim())
    ? [advice('This address exists only inside a network. Files.com comes from the internet and cannot reach it.')]
    : []
  return [...some(hostMessage(host, SECURITY_LABEL)), ...privately]
}

/** The label of `ldap_secure`. */
const SECURITY_LABEL = 'Secure Connection'

const HOSTS: readonly string[] = ['ldap_host', 'ldap_host_2', 'ldap_host_3']

function portMessages(port: number, secure: FieldValue): readonly TextMessage[] {
  if (!isPort(port)) return [error('A port is a number from 1 to 65535.')]
  if (secure === true && (port === 389 || port === 3268))
    return [
      advice(`Port ${port} speaks plain LDAP. With “Secure Connection” the directory usually answers on ${port === 389 ? 636 : 3269}.`)
    ]
  if (secure === false && (port === 636 || port === 3269))
    return [advice(`Port ${port} is encrypted from the first byte: switch “Secure Connection” on.`)]
  return []
}

function baseDnMessages(baseDn: string): readonly TextMessage[] {
  const message = baseDnMessage(baseDn)
  if (message !== undefined) return [message]
  return parseDn(baseDn) === undefined ? [error('This is no distinguished name: a special character needs a backslash before it.')] : []
}

function listMessages(list: string): readonly TextMessage[] {
  const items = listItems(list)
  if (/,\s*(?:,|$)|^\s*,/.test(list)) return [advice('There is a comma too many; an empty name is left out.')]
  if (items.some((item) => item.includes(';'))) return [advice('Separate names by commas or lines, not semicolons.')]
  if (items.some((item) => /^(?:CN|OU|DC|UID)\s*=/i.test(item)))
    return [advice('These are names of groups, not distinguished names: the commas of a distinguished name would make several of it.')]
  if (items.some((item) => /^\*+$/.test(item))) return [advice('A lone * matches every group.')]
  if (items.some((item) => /[?[\]]|\.\*/.test(item))) return [advice('Only * is a wildcard; every other character stands for itself.')]
  return []
}

function some(message: TextMessage | undefined): readonly TextMessage[] {
  return message === undefined ? [] : [message]
}

function textOf(values: FieldValues, name: string): string {
  const value = valueOf(values, name)
  return typeof value === 'string' ? value : ''
}

function error(text: string): TextMessage {
  return { severity: 'error', text }
}

function advice(text: string): TextMessage {
  return { severity: 'advice', text }
}
