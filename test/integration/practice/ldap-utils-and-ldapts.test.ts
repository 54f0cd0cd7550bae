import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Client } from 'ldapts'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { installLine, openLdapPackages } from '../../../scripts/debian-packages.mjs'
import { findProgram, runCommand } from '../../../scripts/run-command.mjs'
import { startPracticeDirectory, type PracticeDirectory, type PracticeFlavour } from '../../../src-main/practice/start-practice-directory.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

describe.each(['active-directory', 'openldap'] as const)('ordinary clients get along with the practice %s', (flavour) => {
  let directory: PracticeDirectory
  let folder: Awaited<ReturnType<typeof temporaryFolder>>

  beforeAll(async () => {
    if (findProgram('ldapsearch') === undefined) throw new Error(`These tests need ldapsearch. On Debian, as root: ${installLine(openLdapPackages)}`)
    directory = await startPracticeDirectory({ flavour })
    folder = await temporaryFolder()
    await writeFile(join(folder.path, 'ca.pem'), directory.caPem)
  })
  afterAll(async () => {
    await directory.close()
    await folder[Symbol.asyncDispose]()
  })
})
