import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { projectRoot } from '../../../scripts/project-paths.mjs'
import { projectNode } from '../../../scripts/run-command.mjs'
import type { DirectorySettings } from '../../../src-main/core/model/directory-settings.ts'
import { startAwkwardTcp } from '../../support/awkward-tcp.ts'
import type { CancelOrder, CancelReport } from '../../support/cancel-program.ts'
import { faultyReader, faultySuffix } from '../../support/fault-desk.ts'
import { type AnswerFate, type ProxiedAnswer, startLdapProxy } from '../../support/ldap-proxy.ts'
import { type SlapdServer, startSlapd } from '../../support/slapd.ts'
import { entryMessage, resultMessage } from '../../support/stub-ldap-server.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'
import { startScriptedDirectory } from '../ldap/bulk/scripted-directory.ts'
import { groupEntries, peopleEntries } from './plain-people.ts'

let slapd: SlapdServer
beforeAll(async () => {
  slapd = await startSlapd({ ldif: [peopleEntries(1500), groupEntries(40, 1500)] })
})
afterAll(() => slapd.stop())

/** A process of its own that reads; every deadline in it is ten minutes, so that one that is left behind is seen. */
async function startReading(order: Partial<CancelOrder> & { readonly dataFolder: string }, settings: Partial<DirectorySettings>) {
  const whole: CancelOrder = {
    settings: { ...usual, ...settings },
    password: faultyReader.password,
    connections: 1,
    cancelWhen: 'told',
    ...order
  }
  const child = spawn(projectNode(), [join(projectRoot, 'test', 'support', 'cancel-program.ts'), JSON.stringify(whole)], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc']
  })
  const reports: CancelReport[] = []
  child.on('message', (report: CancelReport) => reports.push(report))
  const ended = once(child, 'exit')
  return {
    cancel: () => child.send('cancel'),
    /** How it ended, by itself and within five seconds of being asked. */
    async end() {
      const limit = setTimeout(() => child.kill('SIGKILL'), 5_000)
      const [code] = (await ended) as readonly unknown[]
      clearTimeout(limit)
      return { code, ...reports[0] }
    }
  }
}

const usual: DirectorySettings = {
  host: '127.0.0.1',
  port: 0,
  backupHosts: [],
  security: 'none',
  serverType: 'openldap',
  username: faultyReader.dn,
  baseDn: faultySuffix,
  usernameField: 'uid',
  domain: '',
  allowCleartext: true,
  timeoutMs: 600_000
}

const wasCancelled = { code: 0, outcome: 'cancelled', listeners: 0 }

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((each) => (each.isFile() ? [each.name] : []))
}

describe('a process whose preview is cancelled while it waits ends by itself and leaves nothing', () => {
  it.each(['ldaps', 'starttls'] as const)('for %s', async (security) => {
    await using folder = await temporaryFolder()
    await using silent = await startAwkwardTcp({ kind: 'silent' })
    const reading = await startReading({ dataFolder: folder.path }, { port: silent.port, security })
    while (silent.received().length === 0) await new Promise((resolve) => setImmediate(resolve))
    reading.cancel()
    expect(await reading.end()).toEqual(wasCancelled)
    await silent.untilAllClosed()
    expect(filesBelow(folder.path)).toEqual([])
  })

  it.each<[string, (answer: ProxiedAnswer) => boolean, Partial<CancelOrder>, Partial<DirectorySettings>]>([
    ['for the look at the server', ({ of, kind }) => of === 'other' && kind === 'entry', {}, { serverType: 'auto' }],
    ['for its sign-in', ({ kind }) => kind === 'other', {}, {}],
    ['for people', ({ of, kind, entries }) => of === 'people' && kind === 'entry' && entries >= 120, {}, {}],
    [
      'for people, with two connections',
      ({ of, kind, entries }) => of === 'people' && kind === 'entry' && entries >= 120,
      { connections: 2 },
      {}
    ],
    [
      'for people, with four connections',
      ({ of, kind, entries }) => of === 'people' && kind === 'entry' && entries >= 120,
      { connections: 4 },
      {}
    ],
    ['for the next page', ({ of, kind, pages }) => of === 'people' && kind === 'done' && pages === 3, {}, {}],
    ['for groups', ({ of, kind }) => of === 'groups' && kind === 'entry', {}, {}]
  ])('%s', async (_what, hangsAt, order, settings) => {
    let reached: () => void = () => undefined
    const isThere = new Promise<void>((resolve) => (reached = resolve))
    const fateOf = (answer: ProxiedAnswer): AnswerFate => {
      if (!hangsAt(answer)) return 'pass'
      reached()
      return 'hang'
    }
    await using folder = await temporaryFolder()
    await using proxy = await startLdapProxy(slapd, fateOf)
    const reading = await startReading({ dataFolder: folder.path, ...order }, { port: proxy.port, ...settings })
    await isThere
    reading.cancel()
    expect(await reading.end()).toEqual(wasCancelled)
    await proxy.untilAllClosed()
    expect(filesBelow(folder.path)).toEqual([])
  })

  it('for the rest of a group', async () => {
    await using folder = await temporaryFolder()
    let reached: () => void = () => undefined
    const isThere = new Promise<void>((resolve) => (reached = resolve))
    await using stub = await startScriptedDirectory(({ id, of }, connection) => {
      if (of === 'groups')
        connection.send(
          entryMessage(id, 'cn=big,dc=x', { cn: ['Big'], 'member;range=0-1': ['uid=1,dc=x', 'uid=2,dc=x'] }),
          resultMessage(id, 'search')
        )
      if (of === 'range') reached()
      return of === 'groups' || of === 'range' ? 'answered' : undefined
    })
    const reading = await startReading({ dataFolder: folder.path }, { port: stub.port })
    await isThere
    reading.cancel()
    expect(await reading.end()).toEqual(wasCancelled)
    await stub.untilAllClosed()
  })

  it('for the users of the site, when the directory has been read', async () => {
    await using folder = await temporaryFolder()
    await using site = await startAwkwardTcp({ kind: 'silent' })
    await using proxy = await startLdapProxy(slapd)
    const reading = await startReading({ dataFolder: folder.path, site: `http://127.0.0.1:${String(site.port)}` }, { port: proxy.port })
    await proxy.untilAsked('unbind')
    reading.cancel()
    expect(await reading.end()).toEqual(wasCancelled)
    await site.untilAllClosed()
    await proxy.untilAllClosed()
    expect(filesBelow(folder.path)).toEqual([])
  })

  it('for site and directory together', async () => {
    await using folder = await temporaryFolder()
    await using site = await startAwkwardTcp({ kind: 'silent' })
    await using proxy = await startLdapProxy(slapd, ({ of, kind }) => (of === 'people' && kind === 'done' ? 'hang' : 'pass'))
    const reading = await startReading({ dataFolder: folder.path, site: `http://127.0.0.1:${String(site.port)}` }, { port: proxy.port })
    await proxy.untilAsked('search')
    while (site.received().length === 0) await new Promise((resolve) => setImmediate(resolve))
    reading.cancel()
    expect(await reading.end()).toEqual(wasCancelled)
    await Promise.all([site.untilAllClosed(), proxy.untilAllClosed()])
  })
})

describe('a process whose preview is cancelled while it works', () => {
  it('has read everything and keeps nothing', async () => {
    await using folder = await temporaryFolder()
    const reading = await startReading({ dataFolder: folder.path, cancelWhen: 'built' }, { port: slapd.port })
    expect(await reading.end()).toEqual(wasCancelled)
    expect(filesBelow(folder.path)).toEqual([])
  })

  it('leaves no half export', async () => {
    await using folder = await temporaryFolder()
    await using exports = await temporaryFolder()
    const exportTo = join(exports.path, 'preview.json')
    const reading = await startReading({ dataFolder: folder.path, cancelWhen: 'exporting', exportTo }, { port: slapd.port })
    expect(await reading.end()).toEqual(wasCancelled)
    expect(filesBelow(exports.path)).toEqual([])
  })

  it('and one that is closed while it is being saved: the run is whole, and nothing else is there', async () => {
    await using folder = await temporaryFolder()
    const reading = await startReading({ dataFolder: folder.path, cancelWhen: 'never' }, { port: slapd.port })
    expect(await reading.end()).toEqual({ code: 0, outcome: 'done', listeners: 0 })
    const files = filesBelow(folder.path)
    expect(files).toHaveLength(1)
    expect(files[0]).not.toContain('.part')
  })
})
