import { mkdir, readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { startPracticeDirectory } from '../../../src-main/practice/start-practice-directory.ts'
import { startAwkwardTcp } from '../../support/awkward-tcp.ts'
import { practiceArguments } from '../../support/check-arguments.ts'
import { runCli } from '../../support/run-cli.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

it('writes a page that only its owner can read, whole, beside the normal output', async () => {
  await using directory = await startPracticeDirectory()
  await using folder = await temporaryFolder()
  const reports = join(folder.path, 'reports')
  await mkdir(reports)

  const { code, stdout } = await runCli([...(await practiceArguments(directory, folder.path)), '--report', join(reports, 'report.html')])

  expect([code, await readdir(reports)]).toEqual([0, ['report.html']])
  const html = await readFile(join(reports, 'report.html'), 'utf8')
  expect(html).toMatch(/^<!doctype html>[\s\S]*<\/html>\n$/)
  expect(html).not.toContain(directory.password)
  expect(html.match(/<li class="pass">/g)?.length).toBe(stdout.match(/^Proved /gm)?.length)
  if (process.platform !== 'win32') expect(((await stat(join(reports, 'report.html'))).mode & 0o777).toString(8)).toBe('600')
})

it('finds out that the folder is missing before anybody connects', async () => {
  await using server = await startAwkwardTcp({ kind: 'silent' })

  const { code, stdout, stderr } = await runCli(
    [
      'check',
      '--host',
      '127.0.0.1',
      '--port',
      String(server.port),
      '--username',
      'a@b.example',
      '--base-dn',
      'DC=b',
      '--report',
      '/no/such/folder/r.html'
    ],
    { env: { ENTRA_SETUP_LDAP_PASSWORD: 'Kanari-1' } }
  )

  expect([code, stdout, server.connectionCount()]).toEqual([2, '', 0])
  expect(stderr).toContain('--report: no file can be written in /no/such/folder (ENOENT).')
})
