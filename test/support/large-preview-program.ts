// Makes a preview of an endless directory against a site of the same size, asks it what a person would ask, and says how much memory that took.
import { readFileSync } from 'node:fs'
import { createPreviewAdapters } from '../../src-main/adapters/preview/create-preview-adapters.ts'
import { createPreviewDesk } from '../../src-main/app/preview/create-preview-desk.ts'
import { neverCancelled } from '../../src-main/core/cancel.ts'
import type { PreviewSummary } from '../../src-main/core/preview/preview-result.ts'
import { Secret } from '../../src-main/core/secret.ts'
import type { FilesReader, Pages } from '../../src-main/core/service/files-service.ts'
import type { GroupFacts, UserFacts } from '../../src-main/core/service/service-facts.ts'
import { createFilesService } from '../../src-main/adapters/files-api/create-files-service.ts'
import { faultyReader, faultySuffix } from './fault-desk.ts'
import { plainRules } from './plain-snapshot.ts'

export interface LargePreviewReport {
  readonly summary: Pick<PreviewSummary, 'counts' | 'people' | 'users' | 'effectiveMemberships' | 'groups' | 'isComplete'>
  /** Most memory that the process ever had, in MiB, as the kernel counts it: after reading and judging, after search and sort, after everything. */
  readonly readMiB: number
  readonly askedMiB: number
  readonly judgedAgainMiB: number
  readonly seconds: number
}

const [, , port = '', count = '', groupCount = '', dataFolder = ''] = process.argv
const people = Number(count)
const groups = Number(groupCount)
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined }
const adapters = createPreviewAdapters({ dataFolder, log: quiet, redactText: (text) => text, connections: 2 })
// Everything but the two lists is never asked for.
const nobody = createFilesService().open({ origin: 'http://127.0.0.1:1', host: '127.0.0.1:1' }, new Secret('key'))
const reader: FilesReader = { ...nobody, users: () => inPages(people, userAt), groups: () => inPages(groups, groupAt) }
const desk = createPreviewDesk({ ...adapters, version: '0', readerOf: () => reader })

const startedMs = performance.now()
const read = await desk.read(
  {
    people: {
      kind: 'live',
      settings: {
        host: '127.0.0.1',
        port: Number(port),
        backupHosts: [],
        security: 'none',
        serverType: 'openldap',
        username: faultyReader.dn,
        baseDn: faultySuffix,
        usernameField: 'uid',
        domain: '',
        allowCleartext: true,
        timeoutMs: 60_000
      },
      password: new Secret(faultyReader.password)
    },
    users: { kind: 'site', site: 'site' },
    rules: plainRules(),
    keepAs: undefined,
    appliedLastTime: undefined
  },
  () => undefined,
  neverCancelled
)
if (!read.ok) throw new Error(`${read.error.code}: ${read.error.cause}`)
const readMiB = peakMiB()
const { previewId, summary } = read.value
for (const query of [
  { search: 'zoë 77', offset: 0, limit: 50 },
  { sort: [{ column: 'name', descending: true }], offset: people - 50, limit: 50 }
] as const) {
  const answer = await desk.ask(previewId, { kind: 'rows', query }, neverCancelled)
  if (!answer.ok || answer.value.rows.length !== 50) throw new Error('The rows are not there')
}
const askedMiB = peakMiB()
const again = await desk.judge(previewId, plainRules({ requiredGroups: 'group 00*' }), neverCancelled)
if (!again.ok) throw new Error(again.error.code)
const report: LargePreviewReport = {
  summary,
  readMiB,
  askedMiB,
  judgedAgainMiB: peakMiB(),
  seconds: Math.round((performance.now() - startedMs) / 1000)
}
console.log(JSON.stringify(report))

async function* inPages<T>(total: number, at: (index: number) => T): Pages<T> {
  for (let from = 0; from < total; from += 1000) {
    await new Promise((resolve) => setImmediate(resolve))
    yield Array.from({ length: Math.min(1000, total - from) }, (_, index) => at(from + index))
  }
  return { kind: 'complete' }
}

/** Everybody as the directory has them; of every hundred one is gone there, and one has had another mail address. */
function userAt(index: number): UserFacts {
  const digits = String(index).padStart(7, '0')
  const circle = (step: number): number => (Math.floor(index / 20) - step + groups) % groups
  return {
    id: 1_000_000 + index,
    username: index % 100 === 7 ? `gone${digits}` : `u${digits}`,
    email: index % 100 === 8 ? `old${digits}@corp.example.test` : `u${digits}@corp.example.test`,
    name: index % 100 === 7 ? `Gone ${digits}` : `Zoë Person ${digits}`,
    authenticationMethod: 'none',
    ssoStrategyId: undefined,
    externallyManaged: true,
    disabled: false,
    siteAdmin: false,
    readonlySiteAdmin: false,
    lockoutExpires: null,
    passwordExpired: false,
    requirePasswordChange: false,
    lastLoginAt: undefined,
    lastWebLoginAt: null,
    lastFtpLoginAt: null,
    lastSftpLoginAt: null,
    lastDavLoginAt: null,
    lastRestapiLoginAt: null,
    lastApiUseAt: null,
    lastActiveAt: undefined,
    active2fa: false,
    require2fa: 'use_system_setting',
    publicKeysCount: 0,
    apiKeysCount: 0,
    ftpPermission: true,
    sftpPermission: true,
    davPermission: false,
    restapiPermission: true,
    groupIds: [0, 1, 2].map((step) => 5_000_000 + circle(step)).join(',')
  }
}

function groupAt(index: number): GroupFacts {
  return { id: 5_000_000 + index, name: `group ${String(index).padStart(7, '0')}`, usernames: undefined }
}

function peakMiB(): number {
  return Math.round(Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? 0) / 1024)
}
