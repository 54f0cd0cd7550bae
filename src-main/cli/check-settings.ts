import { loadCertificateFile } from '../adapters/x509/load-certificate-file.ts'
import { describeCertificateFileFailure } from '../core/model/certificate-file-failure.ts'
import {
  type DirectoryForm,
  type DirectoryFormField,
  directoryFormMessages,
  directorySettings,
  type FieldMessage,
  hasErrors
} from '../core/model/directory-form.ts'
import type { ChosenServerType, DirectorySettings, Security } from '../core/model/directory-settings.ts'
import type { CertificatePort } from '../core/ports/certificates.ts'
import { fail, type Result, succeed } from '../core/result.ts'

export interface CheckSettingsOptions {
  readonly host?: string | undefined
  readonly backupHost?: readonly string[] | undefined
  readonly port?: string | undefined
  readonly security: Security
  readonly type: ChosenServerType
  readonly username?: string | undefined
  readonly baseDn?: string | undefined
  readonly usernameField?: string | undefined
  readonly domain?: string | undefined
  readonly caFile?: string | undefined
  readonly allowCleartext?: true | undefined
  readonly person?: string | undefined
  readonly personPasswordFile?: string | undefined
  readonly timeout: string
}

export interface CheckSettings {
  readonly settings: DirectorySettings
  /** Notes that do not keep anybody from going on. */
  readonly advice: readonly string[]
}

/** The options as settings; the error is one message a line, each beginning with the option it is about. */
export async function checkSettings(
  options: CheckSettingsOptions,
  certificates: CertificatePort
): Promise<Result<CheckSettings, readonly string[]>> {
  const ca = options.caFile === undefined ? succeed('') : await authoritiesIn(options.caFile, certificates)
  const form = formFrom(options, ca.ok ? ca.value : '')
  const messages = directoryFormMessages(form)
  const missing = required.filter((field) => form[field].trim() === '')
  const errors = [
    ...missing.map((field) => `${optionOfField[field]} is missing.`),
    ...messages.filter(({ field, severity }) => severity === 'error' && !missing.some((each) => each === field)).map(withOption),
    ...((options.backupHost ?? []).length > 2 ? ['--backup-host: at most two backup hosts are possible.'] : []),
    ...(ca.ok ? [] : [ca.error]),
    ...(timeoutSeconds(options.timeout) === undefined ? [`--timeout: “${options.timeout}” is no number of seconds from 0.1 to 600.`] : []),
    ...(options.personPasswordFile !== undefined && options.person === undefined
      ? ['--person-password-file: name the person too, by --person.']
      : [])
  ]
  if (errors.length > 0 || hasErrors(messages)) return fail(errors)
  return succeed({
    settings: directorySettings(form, timeoutSeconds(options.timeout)),
    advice: messages.filter(({ severity }) => severity === 'advice').map(withOption)
  })
}

const required = ['host', 'username', 'baseDn'] as const

/** How the command line calls a field of the form. */
export const optionOfField: Readonly<Record<DirectoryFormField, string>> = {
  host: '--host',
  backupHost1: '--backup-host',
  backupHost2: '--backup-host',
  port: '--port',
  security: '--security',
  serverType: '--type',
  username: '--username',
  baseDn: '--base-dn',
  usernameField: '--username-field',
  domain: '--domain',
  caFileName: '--ca-file',
  caPem: '--ca-file',
  allowCleartext: '--allow-cleartext',
  person: '--person',
  password: '--password-file',
  personPassword: '--person-password-file'
}

function withOption({ field, text }: FieldMessage): string {
  return `${optionOfField[field]}: ${text}`
}

function formFrom(options: CheckSettingsOptions, caPem: string): DirectoryForm {
  const [backupHost1 = '', backupHost2 = ''] = options.backupHost ?? []
  return {
    host: options.host ?? '',
    backupHost1,
    backupHost2,
    port: options.port ?? '',
    security: options.security,
    serverType: options.type,
    username: options.username ?? '',
    baseDn: options.baseDn ?? '',
    usernameField: options.usernameField ?? '',
    domain: options.domain ?? '',
    caFileName: options.caFile ?? '',
    caPem,
    allowCleartext: options.allowCleartext === true,
    person: options.person ?? ''
  }
}

/** Every certificate of the file as PEM, whatever its form. */
async function authoritiesIn(file: string, certificates: CertificatePort): Promise<Result<string, string>> {
  const bytes = await loadCertificateFile(file)
  const chains = bytes.ok ? await certificates.read(bytes.value, file) : bytes
  if (!chains.ok) {
    const { what, advice } = describeCertificateFileFailure(chains.error)
    return fail(`--ca-file: ${file}: ${what} ${advice}`)
  }
  return succeed([...new Set(chains.value.flatMap((chain) => [...chain.certificates, ...chain.extra]).map(({ pem }) => pem))].join(''))
}

function timeoutSeconds(text: string): number | undefined {
  const seconds = Number(text)
  return /^\d+(?:\.\d+)?$/.test(text.trim()) && seconds >= 0.1 && seconds <= 600 ? seconds : undefined
}
