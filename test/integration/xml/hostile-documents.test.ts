import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectRoot } from '../../../scripts/project-paths.mjs'
import { runCommand } from '../../../scripts/run-command.mjs'
import { hostileDocuments } from '../../support/saml/hostile-documents.ts'

interface Measured {
  readonly refusal: string
  readonly durationMs: number
  readonly peakMemoryMb: number
  readonly bytes: number
}

const program = join(projectRoot, 'test/support/saml/read-xml-program.ts')

describe('a hostile document', () => {
  it.each(Object.keys(hostileDocuments))('is refused in less than a second and within 200 MB: %s', async (name) => {
    // given a process of its own, which has nothing in memory but the document
    const { code, stdout, output } = await runCommand(process.execPath, [program, name])
    if (code !== 0) throw new Error(`It ended with ${String(code)}: ${output.slice(-1000)}`)
    const measured = JSON.parse(stdout) as Measured

    expect(measured.refusal).not.toBe('none')
    expect(measured.durationMs).toBeLessThan(1000)
    // The 100 MB of the largest are in there: they were given to it.
    expect(measured.peakMemoryMb).toBeLessThan(200)
  })
})
