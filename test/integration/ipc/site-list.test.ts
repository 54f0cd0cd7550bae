import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openDoor } from '../../support/open-door.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

it('lists the known sites also when the journal cannot be read, and the journal says why it cannot', async () => {
  // given a file of the journal that is none
  await using folder = await temporaryFolder()
  await mkdir(join(folder.path, 'journal', '2026-11-21T10-00-00.000Z-abc.jsonl'), { recursive: true })
  const door = openDoor(folder.path)

  // when
  const sites = await door.invoke('site.list', {})
  const runs = await door.invoke('run.list', {})

  // then nobody is kept from connecting
  expect(sites).toMatchObject({ ok: true, value: { sites: [], interruptedRuns: [] } })
  expect(runs).toMatchObject({ ok: false, error: { kind: 'problem', problem: { code: 'apply.journal-unreadable' } } })
})
