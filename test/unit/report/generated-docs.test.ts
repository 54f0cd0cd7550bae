import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { generatedDocs } from '../../../scripts/generate-docs.ts'
import { projectRoot } from '../../../scripts/project-paths.mjs'

it('keeps the generated documents up to date (npm run docs writes them)', async () => {
  for (const { path, text } of await generatedDocs()) {
    expect(await readFile(join(projectRoot, path), 'utf8'), `${path} is stale: npm run docs`).toBe(text)
  }
})
