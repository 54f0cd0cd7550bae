import { join } from 'node:path'
import { createFilesService } from '../../../src-main/adapters/files-api/create-files-service.ts'
import { createPreviewAdapters } from '../../../src-main/adapters/preview/create-preview-adapters.ts'
import { createPreviewDesk } from '../../../src-main/app/preview/create-preview-desk.ts'
import type { PreviewDeskPorts } from '../../../src-main/app/preview/preview-desk-ports.ts'
import { type CancelSignal, neverCancelled } from '../../../src-main/core/cancel.ts'
import type { Problem } from '../../../src-main/core/errors.ts'
import type { DirectorySettings } from '../../../src-main/core/model/directory-settings.ts'
import type {
  PreviewDesk,
  PreviewProgress,
  PreviewQuestion,
  PreviewAnswers,
  PreviewRequest,
  PreviewView
} from '../../../src-main/core/preview/preview-desk.ts'
import type { PreviewRules } from '../../../src-main/core/preview/preview-rules.ts'
import { usualSafetyLimits } from '../../../src-main/core/profile/profile.ts'
import { createRedactor } from '../../../src-main/core/redact.ts'
import type { Result } from '../../../src-main/core/result.ts'
import { Secret } from '../../../src-main/core/secret.ts'
import type { FilesReader } from '../../../src-main/core/service/files-service.ts'
import {
  type PracticeService,
  type PracticeServiceOptions,
  startPracticeService
} from '../../../src-main/practice/service/start-practice-service.ts'
import { recordingLog } from '../../support/recording-log.ts'
import { type SlapdOptions, type SlapdServer, startSlapd } from '../../support/slapd.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/** A desk over a real slapd and the practice site, whose managed users the hourly sync has just made of that directory. */
export interface DeskWorld extends AsyncDisposable {
  readonly slapd: SlapdServer
  readonly practice: PracticeService
  readonly site: string
  readonly reader: FilesReader
  readonly folder: string
  readonly redactor: ReturnType<typeof createRedactor>
  readonly desk: PreviewDesk
  /** Another desk over the same world. */
  newDesk(ports?: Partial<PreviewDeskPorts>): PreviewDesk
  settings(settings?: Partial<DirectorySettings>): DirectorySettings
  request(request?: Partial<PreviewRequest>): PreviewRequest
  file(name: string): string
}

export interface DeskWorldOptions {
  readonly slapd?: SlapdOptions
  readonly practice?: PracticeServiceOptions
}

export async function startDeskWorld(options: DeskWorldOptions = {}): Promise<DeskWorld> {
  const folder = await temporaryFolder()
  const slapd = await startSlapd({ ldif: usualPeople(), ...options.slapd })
  const practice = await startPracticeService({ strategies: 'none', userCount: 12, ...options.practice })
  await syncFrom(practice, slapd)
  const redactor = createRedactor()
  const site = new URL(practice.origin).host
  const services = createFilesService({ timeoutMs: 1500, retries: 1, firstPauseMs: 5, redactor })
  const reader: FilesReader = services.open({ origin: practice.origin, host: site }, new Secret(practice.keys.siteAdmin))
  const newDesk = (ports: Partial<PreviewDeskPorts> = {}): PreviewDesk =>
    createPreviewDesk({
      ...createPreviewAdapters({ dataFolder: folder.path, log: recordingLog(), redactText: redactor.redactText }),
      version: '1.2.3',
      readerOf: (host) => (host === site ? reader : undefined),
      ...ports
    })
  const settings = (more: Partial<DirectorySettings> = {}): DirectorySettings => ({
    host: slapd.host,
    port: slapd.port,
    backupHosts: [],
    security: 'none',
    serverType: 'openldap',
    username: slapd.readerDn,
    baseDn: slapd.suffix,
    usernameField: 'uid',
    domain: '',
    allowCleartext: true,
    timeoutMs: 5000,
    ...more
  })
  return {
    slapd,
    practice,
    site,
    reader,
    folder: folder.path,
    redactor,
    desk: newDesk(),
    newDesk,
    settings,
    request: (request = {}) => ({
      people: { kind: 'live', settings: settings(), password: new Secret(slapd.readerPassword) },
      users: { kind: 'site', site },
      rules: deskRules(),
      keepAs: site,
      appliedLastTime: undefined,
      ...request
    }),
    file: (name) => join(folder.path, name),
    async [Symbol.asyncDispose]() {
      await practice.close()
      await slapd.stop()
      await folder[Symbol.asyncDispose]()
    }
  }
}

export function deskRules(rules: Partial<PreviewRules> = {}): PreviewRules {
  return {
    usernameField: 'uid',
    domain: '',
    requiredGroups: '',
    includedGroups: '',
    excludedGroups: '',
    directMembersOnly: false,
    managedBy: { kind: 'site-ldap' },
    provisionsUsers: true,
    provisionsGroups: true,
    whenGone: 'disable',
    limits: { ...usualSafetyLimits, mostDisabled: 100, mostDisabledPercent: 100 },
    ...rules
  }
}

const base = 'dc=corp,dc=example,dc=test'

export function personLdif(uid: string, more = ''): string {
  return `dn: uid=${uid},ou=people,${base}\nobjectClass: inetOrgPerson\nuid: ${uid}\ncn: ${uid} Person\nsn: Person\nmail: ${uid}@corp.example\n${more}`
}

export function groupLdif(name: string, members: readonly string[]): string {
  return `dn: cn=${name},ou=groups,${base}\nobjectClass: groupOfNames\ncn: ${name}\n${members.map((dn) => `member: ${dn},${base}\n`).join('')}`
}

/** Six people; readers holds two of them and, inside it, editors with a third. */
function usualPeople(): readonly string[] {
  return [
    ...['anna', 'bea', 'carl', 'dora', 'emil', 'fritz'].map((uid) => personLdif(uid)),
    groupLdif('editors', ['uid=carl,ou=people']),
    groupLdif('readers', ['uid=anna,ou=people', 'uid=bea,ou=people', 'cn=editors,ou=groups'])
  ]
}

async function syncFrom(practice: PracticeService, slapd: SlapdServer): Promise<void> {
  const told = await fetch(`${practice.origin}/api/rest/v1/site`, {
    method: 'PATCH',
    headers: { 'X-FilesAPI-Key': practice.keys.siteAdmin, 'Content-Type': 'application/json' },
    body: JSON.stringify({
      ldap_enabled: true,
      ldap_type: 'open_ldap',
      ldap_host: slapd.host,
      ldap_port: slapd.port,
      ldap_secure: false,
      ldap_base_dn: slapd.suffix,
      ldap_username: slapd.readerDn,
      ldap_username_field: 'uid',
      ldap_domain: '',
      ldap_group_inclusion: '*',
      ldap_password_change: slapd.readerPassword,
      ldap_password_change_confirmation: slapd.readerPassword
    })
  })
  if (!told.ok) throw new Error(`The practice site refused its directory: ${await told.text()}`)
  await practice.runSync()
}

export interface SeenRead {
  readonly result: Result<PreviewView, Problem>
  readonly progress: readonly PreviewProgress[]
}

export async function readSeen(desk: PreviewDesk, request: PreviewRequest, signal: CancelSignal = neverCancelled): Promise<SeenRead> {
  const progress: PreviewProgress[] = []
  const result = await desk.read(request, (each) => progress.push(each), signal)
  return { result, progress }
}

export async function readView(desk: PreviewDesk, request: PreviewRequest): Promise<PreviewView> {
  return valueOf(await desk.read(request, () => undefined, neverCancelled))
}

export async function asked<Q extends PreviewQuestion>(
  desk: PreviewDesk,
  view: PreviewView,
  question: Q
): Promise<PreviewAnswers[Q['kind']]> {
  return valueOf(await desk.ask(view.previewId, question, neverCancelled))
}

export function valueOf<T>(result: Result<T, Problem>): T {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.cause}`)
  return result.value
}

/** `anna update groups-differ`, in the order of the table. */
export async function rowsSeen(desk: PreviewDesk, view: PreviewView): Promise<readonly string[]> {
  const page = await asked(desk, view, { kind: 'rows', query: { offset: 0, limit: 1000 } })
  return page.rows.map(({ username, outcome, reason }) => `${username} ${outcome} ${reason}`)
}
