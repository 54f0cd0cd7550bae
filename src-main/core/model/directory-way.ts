import type { ProfileDirectory } from '../profile/profile.ts'
import type { FieldValues } from '../service/service-facts.ts'
import { type TextMessage, caPemMessage, cleartextMessage, hostMessage, isPort, portMessage } from './connection-text-rules.ts'
import type { DirectoryForm } from './directory-form.ts'
import { type Security, securityText, usualPort } from './directory-settings.ts'
import { siteLdapAsDirectory } from './service-field-directory.ts'
import { valueOf } from './service-field-value.ts'

/** How this computer reaches the directory, as it stands in the boxes. What is empty is as Files.com is told. */
export interface DirectoryWay {
  readonly host: string
  readonly port: string
  readonly security: Security | ''
  readonly caPem: string
  readonly allowCleartext: boolean
}

export interface DirectoryWayMessage extends TextMessage {
  readonly field: keyof DirectoryWay
}

export function directoryWayOf(directory: ProfileDirectory | undefined): DirectoryWay {
  return {
    host: directory?.host ?? '',
    port: directory?.port === undefined ? '' : String(directory.port),
    security: directory?.security ?? '',
    caPem: directory?.caPem ?? '',
    allowCleartext: directory?.allowCleartext ?? false
  }
}

/** As the profile has it: nothing when no box is filled in. A port that is none is left out; `directoryWayMessages` says so. */
export function profileDirectoryOf({ host, port, security, caPem, allowCleartext }: DirectoryWay): ProfileDirectory | undefined {
  const directory: ProfileDirectory = {
    host: host.trim() === '' ? undefined : host.trim(),
    port: /^\d{1,5}$/.test(port.trim()) && isPort(Number(port.trim())) ? Number(port.trim()) : undefined,
    security: security === '' ? undefined : security,
    caPem: caPem.trim() === '' ? undefined : caPem,
    // Allowed for a connection without encryption only: it must not lie in wait for another day.
    allowCleartext: allowCleartext && (security === '' || security === 'none')
  }
  const isEmpty = [directory.host, directory.port, directory.security, directory.caPem].every((part) => part === undefined)
  return isEmpty && !directory.allowCleartext ? undefined : directory
}

/** How this computer reaches the directory of the form, whose host and port Files.com is told as well. */
export function directoryOfForm({ security, caPem, allowCleartext }: DirectoryForm): ProfileDirectory {
  return { host: undefined, port: undefined, security, caPem: caPem === '' ? undefined : caPem, allowCleartext }
}

/** `told`: the LDAP fields of the service as they will be. */
export function directoryWayMessages(way: DirectoryWay, told: FieldValues): readonly DirectoryWayMessage[] {
  const security = securityOnTheWay(way, told)
  return [
    ...about('host', way.host.trim() === '' ? undefined : hostMessage(way.host, SECURITY_LABEL)),
    ...about('port', portMessage(way.port, security)),
    ...about('caPem', caPemMessage(way.caPem)),
    ...about('allowCleartext', cleartextMessage(security, way.allowCleartext))
  ]
}

/** How the box is called in which the encryption is chosen. */
export const SECURITY_LABEL = 'Security'

export function securityOnTheWay(way: DirectoryWay, told: FieldValues): Security {
  return way.security === '' ? (valueOf(told, 'ldap_secure') === false ? 'none' : 'ldaps') : way.security
}

/** The port that is used when none is entered. */
export function portOnTheWay(way: DirectoryWay, told: FieldValues): number {
  const settings = siteLdapAsDirectory(told, profileDirectoryOf({ ...way, port: '' }))
  return settings?.port ?? usualPort(securityOnTheWay(way, told))
}

/** What differs from what Files.com is told, in a few words. */
export function directoryWayText({ host, port, security, caPem }: DirectoryWay): string {
  const parts = [
    ...(host.trim() === '' ? [] : [host.trim()]),
    ...(port.trim() === '' ? [] : [`port ${port.trim()}`]),
    ...(security === '' ? [] : [security === 'none' ? 'no encryption' : (securityText[security].split(' ')[0] ?? security)]),
    ...(caPem.trim() === '' ? [] : ['own CA file'])
  ]
  return parts.length === 0 ? 'as Files.com is told' : parts.join(', ')
}

function about(field: keyof DirectoryWay, message: TextMessage | undefined): readonly DirectoryWayMessage[] {
  return message === undefined ? [] : [{ field, ...message }]
}
