import { createFilesService } from '../../../src-main/adapters/files-api/create-files-service.ts'
import { neverCancelled } from '../../../src-main/core/cancel.ts'
import type { DirectorySettings } from '../../../src-main/core/model/directory-settings.ts'
import { runPreview } from '../../../src-main/core/preview/run-preview.ts'
import { createSiteUserTable } from '../../../src-main/core/preview/site-user-table.ts'
import type { SiteUsers } from '../../../src-main/core/preview/site-users.ts'
import { summarizePreview } from '../../../src-main/core/preview/summary.ts'
import { Secret } from '../../../src-main/core/secret.ts'
import { benchRules } from './bench-rules.ts'
import { readDirectory } from './read-directory.ts'

export interface SidesInput {
  readonly site?: { readonly origin: string; readonly key: string }
  readonly directory?: { readonly settings: DirectorySettings; readonly password: string }
}

/** Reads what it is given, at the same time, as the desk does, and judges when it has both. Prints how long that took. */
const { site, directory } = JSON.parse(process.argv[2] ?? '{}') as SidesInput
const startedMs = performance.now()
const reading = site === undefined ? Promise.resolve(undefined) : readSite(site)
const [users, read] = await Promise.all([
  reading,
  directory === undefined ? undefined : readDirectory({ ...directory, connections: 2 }, reading)
])
if (users !== undefined && read !== undefined)
  summarizePreview(runPreview(read.builder.finish(read.facts), users, benchRules, { now: new Date() }, read.ahead))
console.log(JSON.stringify({ wholeMs: performance.now() - startedMs }))

async function readSite({ origin, key }: NonNullable<SidesInput['site']>): Promise<SiteUsers> {
  const table = createSiteUserTable()
  const pages = createFilesService().open({ origin, host: origin }, new Secret(key)).users({}, neverCancelled)
  for (;;) {
    const page = await pages.next()
    if (page.done === true) return table.finish({ isComplete: page.value.kind === 'complete', cutBecause: undefined }, new Map())
    table.add(page.value)
  }
}
