import { writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findProgram, runCommand } from '../../../scripts/run-command.mjs'
import { readLdif } from '../../../src-main/adapters/ldif/read-ldif.ts'
import { neverCancelled } from '../../../src-main/core/cancel.ts'
import { valueOf } from '../../../src-main/core/model/directory-facts.ts'
import type { DirectorySettings } from '../../../src-main/core/model/directory-settings.ts'
import { reasonCodes } from '../../../src-main/core/preview/preview-codes.ts'
import { forecastOfPreview } from '../../../src-main/core/preview/judge-preview.ts'
import { createRandom } from '../../bench/seeded-random.ts'
import { searchByLdapsearch } from '../../support/ldapsearch.ts'
import { readLdifSnapshot, readLiveSnapshot } from '../../support/live-snapshot.ts'
import { arranged, plainly, previewInWords, rulesOf, siteOf } from '../../support/odd-directory-previews.ts'
import { type OddDirectory, oddDirectory } from '../../support/odd-directory.ts'
import { line } from '../../support/odd-ldif.ts'
import { spelled } from '../../support/odd-names.ts'
import { plainRules } from '../../support/plain-snapshot.ts'
import { previewOracle } from '../../support/preview-oracle.ts'
import { type SlapdServer, startSlapd } from '../../support/slapd.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const now = new Date('2026-11-22T00:00:00Z')
const directories = [1, 2, 3, 4, 5, 6].map((seed) => oddDirectory({ seed, people: 60, groups: 25 }))
/** Large enough to be read in parts. */
const large = oddDirectory({ seed: 7, people: 900, groups: 40, allNamed: true })
const all = [...directories, large]

const reasonsSeen = new Set<string>()

let slapd: SlapdServer
beforeAll(async () => {
  slapd = await startSlapd({ ldif: all.map(({ ldif }) => ldif), passwordPolicy: {} })
})
afterAll(() => slapd.stop())

describe.each(all)('the odd directory $base', (directory) => {
  it('is read as it was made, by any number of connections', async () => {
    const keyOf = await keysOf(directory)
    for (const connections of [1, 2, 4] as const) {
      const { snapshot, end } = await readLive(directory, connections)
      expect(end.end).toEqual({ kind: 'complete' })
      expect(plainly(snapshot)).toEqual(arranged(directory, snapshot, keyOf))
    }
  })

  it('is read as it was made from the export of slapcat, and from the file that it was made of', async () => {
    await using folder = await temporaryFolder()
    const exported = join(folder.path, 'slapcat.ldif')
    const written = join(folder.path, 'written.ldif')
    await writeFile(exported, await slapcat())
    await writeFile(written, `${directory.ldif}\n`)

    const byServer = await readLdifSnapshot(exported, { ...ldif, below: directory.base })
    const asWritten = await readLdifSnapshot(written, ldif)

    expect(plainly(byServer)).toEqual(arranged(directory, byServer, await keysOf(directory)))
    expect(plainly(asWritten)).toEqual(arranged(directory, asWritten, await keysInFile(written)))
  })
})

describe.each(directories)('previews of the odd directory $base', (directory) => {
  it('agree with the oracle on every outcome, reason, change and membership, live and from LDIF', async () => {
    await using folder = await temporaryFolder()
    const exported = join(folder.path, 'slapcat.ldif')
    await writeFile(exported, await slapcat())
    const keyOf = await keysOf(directory)
    const readings = await Promise.all(([1, 2, 4] as const).map(async (connections) => (await readLive(directory, connections)).snapshot))
    const fromFile = await readLdifSnapshot(exported, { ...ldif, below: directory.base })

    for (let seed = 1; seed <= 24; seed += 1) {
      const users = siteOf(directory, seed)
      const rules = rulesOf(seed)
      const snapshot = readings[seed % readings.length] ?? fromFile
      const { people, groups } = arranged(directory, snapshot, keyOf)
      const oracle = previewOracle(people, groups, users, rules)
      const { preview, rows, summary } = previewInWords(snapshot, users, rules)

      expect(rows).toEqual(oracle.rows)
      for (const { reason } of rows) reasonsSeen.add(reason)
      expect(summary.effectiveMemberships).toBe(oracle.effectiveMemberships)
      expect(forecastOfPreview(preview).wouldLose).toEqual(oracle.wouldLose)
      // One connection reads in the order of the file, so that even the numbers of the rows are the same.
      expect(previewInWords(fromFile, users, rules).rows).toEqual(previewInWords(readings[0] ?? fromFile, users, rules).rows)
    }
  })
})

it('previews of the odd directories have met every reason but one, for which OpenLDAP has no attribute', () => {
  const others = reasonCodes.filter((reason) => reason !== 'disabled-in-directory')
  expect([...reasonsSeen].sort()).toEqual([...others].sort())
})

describe('a large odd directory', () => {
  it('is read in parts, and its preview agrees with the oracle', async () => {
    const keyOf = await keysOf(large)
    const users = siteOf(large, 1)
    const mostParts: number[] = []
    for (const connections of [2, 4] as const) {
      const { snapshot, end } = await readLive(large, connections)
      mostParts.push(end.parts)
      const { people, groups } = arranged(large, snapshot, keyOf)
      expect(previewInWords(snapshot, users, plainRules()).rows).toEqual(previewOracle(people, groups, users, plainRules()).rows)
    }
    // Whether it pays is guessed by time, so that a busy machine may read one of them as a whole.
    expect(Math.max(...mostParts)).toBeGreaterThan(1)
  })
})

describe('a directory that was changed by every spelling a server takes', () => {
  it('has the members that were meant', async () => {
    // given people whom ldapmodify adds to one group, by quotes, numbers of attributes, spaces and hexadecimal bytes
    const directory = directories[0] ?? large
    const random = createRandom(99)
    const spellings = directory.people.map(({ steps }) => spelled(steps, random, { forServers: true }))
    const groupDn = `cn=everybody,${directory.base}`
    await slapd.add(
      [`dn: ${groupDn}`, 'objectClass: groupOfNames', 'cn: everybody', ...spellings.map((dn) => line('member', dn)), ''].join('\n')
    )

    const { snapshot } = await readLive(directory, 1)

    const { memberships, groups, people } = snapshot
    const row = Array.from({ length: groups.count }, (_, group) => groups.name(group)).indexOf('everybody')
    expect(memberships.peopleIn(row).length).toBe(people.count)
    expect(memberships.unknownIn(row)).toBe(0)
    await slapd.add([`dn: ${groupDn}`, 'changetype: delete', ''].join('\n'))
  })
})

const ldif = { usernameField: 'uid', serverType: 'openldap', now } as const

async function readLive(directory: OddDirectory, connections: 1 | 2 | 4) {
  return await readLiveSnapshot({ settings: settings(directory), password: slapd.readerPassword, connections, now })
}

async function slapcat(): Promise<string> {
  const folder = dirname(decodeURIComponent(slapd.controlUrl.replace('ldapi://', '')))
  const { stdout, code, output } = await runCommand(findProgram('slapd') ?? 'slapd', ['-Tcat', '-f', join(folder, 'slapd.conf')])
  expect(code, output).toBe(0)
  return stdout
}

async function keysInFile(path: string): Promise<ReadonlyMap<string, string>> {
  const keys = new Map<string, string>()
  await readLdif(path, (entry) => void keys.set(entry.dn, valueOf(entry, 'description') ?? ''), neverCancelled)
  return keys
}

async function keysOf(directory: OddDirectory): Promise<ReadonlyMap<string, string>> {
  const found = await searchByLdapsearch(
    ['-H', slapd.url, '-D', slapd.readerDn, '-w', slapd.readerPassword],
    directory.base,
    '(description=*)',
    ['description']
  )
  return new Map(found.map(({ dn, values }) => [dn, values.get('description')?.[0] ?? '']))
}

function settings({ base }: OddDirectory): DirectorySettings & { readonly serverType: 'openldap' } {
  return {
    host: slapd.host,
    backupHosts: [],
    port: slapd.port,
    security: 'none',
    serverType: 'openldap',
    username: slapd.readerDn,
    baseDn: base,
    usernameField: 'uid',
    domain: '',
    allowCleartext: true,
    timeoutMs: 10_000
  }
}
