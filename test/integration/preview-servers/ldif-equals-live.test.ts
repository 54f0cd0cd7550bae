import { writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findProgram, runCommand } from '../../../scripts/run-command.mjs'
import { neverCancelled } from '../../../src-main/core/cancel.ts'
import type { PreviewRequest } from '../../../src-main/core/preview/preview-desk.ts'
import { openFaultDesk } from '../../support/fault-desk.ts'
import { rulesOf, siteOf } from '../../support/odd-directory-previews.ts'
import { oddDirectory } from '../../support/odd-directory.ts'
import { type SlapdServer, startSlapd } from '../../support/slapd.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const directories = [11, 12, 13].map((seed) => oddDirectory({ seed, people: 60, groups: 25 }))

describe.each(directories)('the desk, asked about the odd directory $base', (directory) => {
  it('says the same of the live directory and of its export by slapcat, row by row', async () => {
    await using slapd = await startSlapd({ ldif: directory.ldif, passwordPolicy: {} })
    await using folder = await temporaryFolder()
    const ldif = join(folder.path, 'export.ldif')
    const users = join(folder.path, 'users.json')
    await writeFile(ldif, await slapcat(slapd))
    await using faulty = await openFaultDesk()
    for (let seed = 100; seed < 106; seed += 1) {
      await writeFile(users, JSON.stringify(siteOf(directory, seed).map(asRecord)))
      const more: Partial<PreviewRequest> = { rules: rulesOf(seed), users: { kind: 'file', path: users } }
      const settings = { host: slapd.host, port: slapd.port, baseDn: directory.base }
      const live = await faulty.read(settings, more)
      const offline = await faulty.read(settings, { ...more, people: { kind: 'ldif', path: ldif, serverType: 'openldap' } })
      if (!live.ok || !offline.ok) throw new TypeError(JSON.stringify([live, offline]))

      expect({ ...offline.value.summary, safety: undefined }).toEqual({ ...live.value.summary, safety: undefined })
      const rowsOf = async (previewId: string) => {
        const rows = await faulty.desk.ask(previewId, { kind: 'rows', query: { offset: 0, limit: 1000 } }, neverCancelled)
        return rows.ok ? rows.value.rows : rows.error
      }
      expect(await rowsOf(offline.value.previewId)).toEqual(await rowsOf(live.value.previewId))
    }
  })
})

async function slapcat(slapd: SlapdServer): Promise<string> {
  const folder = dirname(decodeURIComponent(slapd.controlUrl.replace('ldapi://', '')))
  const { stdout, code, output } = await runCommand(findProgram('slapd') ?? 'slapd', ['-Tcat', '-f', join(folder, 'slapd.conf')])
  expect(code, output).toBe(0)
  return stdout
}

function asRecord(
  { username, email, name, state = 4, groups = [], ssoStrategyId, authenticationMethod }: ReturnType<typeof siteOf>[number],
  index: number
) {
  return {
    id: index + 1,
    username: username === '' ? `nameless-${String(index)}` : username,
    email,
    name,
    groups,
    sso_strategy_id: ssoStrategyId ?? null,
    authentication_method: authenticationMethod,
    externally_managed: (state & 4) !== 0,
    disabled: (state & 1) !== 0,
    site_admin: (state & 2) !== 0
  }
}
