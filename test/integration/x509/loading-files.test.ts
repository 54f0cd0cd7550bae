import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { loadCertificateFile } from '../../../src-main/adapters/x509/load-certificate-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'loading-'))
afterAll(() => rmSync(folder, { recursive: true }))

const failure = async (path: string, maximumBytes?: number): Promise<unknown> => {
  const loaded = await loadCertificateFile(path, maximumBytes)
  return loaded.ok ? loaded.value.length : loaded.error
}

it('gives the bytes of a file', async () => {
  const path = join(folder, 'some.cer')
  writeFileSync(path, 'x'.repeat(100_000))

  expect(await failure(path)).toBe(100_000)
})

it('refuses a file of 100 MB by its size', async () => {
  const path = join(folder, 'large.cer')
  writeFileSync(path, '')
  truncateSync(path, 100 * 1024 * 1024)

  expect(await failure(path)).toEqual({ code: 'certificate.file.too-large', sizeBytes: 104_857_600, limitBytes: 10_000_000 })
})

it('refuses a file that has no size and does not end', async () => {
  // files below /proc say that they have 0 bytes
  expect(await failure('/proc/self/maps', 100)).toMatchObject({ code: 'certificate.file.too-large', limitBytes: 100 })
})

it('does not wait for a named pipe, and reads no device or folder', async () => {
  const pipe = join(folder, 'pipe')
  execFileSync('mkfifo', [pipe])

  for (const path of [pipe, '/dev/zero', folder]) expect(await failure(path)).toEqual({ code: 'certificate.file.not-a-file' })
})

it('says when there is no such file', async () => {
  expect(await failure(join(folder, 'missing.cer'))).toEqual({ code: 'certificate.file.not-found' })
  expect(await failure(join(folder, 'some.cer', 'below'))).toEqual({ code: 'certificate.file.not-found' })
})

it('says when a file cannot be read', async () => {
  const loop = join(folder, 'loop')
  execFileSync('ln', ['-s', loop, loop])

  expect(await failure(loop)).toEqual({ code: 'certificate.file.not-readable', reason: 'ELOOP' })
})
