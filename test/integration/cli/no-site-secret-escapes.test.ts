import { afterAll, beforeAll, expect, it } from 'vitest'
import { writeFile } from 'node:fs/promises'
import { type PracticeDirectory, startPracticeDirectory } from '../../../src-main/practice/start-practice-directory.ts'
import { startCliSite } from '../../support/cli-site.ts'
import type { CliRun } from '../../support/run-cli.ts'

const PASSWORD = `Kanari-LDAP-7f3a"<&'é日k`
const KEY = 'Kanari-key/5f+e81=c'

let directory: PracticeDirectory
beforeAll(async () => {
  directory = await startPracticeDirectory()
})
afterAll(() => directory.close())

it('neither key nor password is on any output or in any file, whatever the site repeats', async () => {
  // given a site that repeats the secrets wherever it has room for text, and a directory that refuses the password
  await using site = await startCliSite(directory)
  const [alices] = site.service.state.apiKeys
  if (alices === undefined) throw new TypeError('The practice site has no key')
  site.service.state.apiKeys.push({ ...alices, id: 99, key: KEY, name: `Key ${KEY}` })
  site.service.state.site['name'] = `Harbour ${KEY}`
  const echo = `You sent ${KEY} and ${PASSWORD}, in base64 ${Buffer.from(PASSWORD).toString('base64')}`
  const env = { FILES_API_KEY: KEY, ENTRA_SETUP_LDAP_PASSWORD: PASSWORD }
  const override = ['--override', site.host, '--reason', 'canary']
  const profile = await site.profile()
  const runs: CliRun[] = []
  const run = async (...args: readonly string[]): Promise<CliRun> => {
    const done = await site.run(args, env)
    runs.push(done)
    return done
  }

  // when every command is used, as text and as document, with every outcome
  for (const json of [[], ['--json']]) {
    await run('site', '--site', site.service.origin, '--keep-key', ...json)
    await run('plan', '--profile', profile, '--out', site.file('plan.json'), ...json)
    await run('verify', '--profile', profile, ...json)
    const digest = await site.digest(['plan', '--profile', profile], env)
    await run('approve', site.file('plan.json'), '--digest', digest, '--out', site.file('approval.json'), ...json)
    site.service.faults.add({
      kind: 'answer-with',
      method: 'PATCH',
      path: '/site',
      type: 'processing-failure/model-save-error',
      status: 422,
      message: echo
    })
    await run('apply', '--profile', profile, '--digest', digest, '--receipt', site.file('refused.json'), ...override, ...json)
    await run(
      'apply',
      '--profile',
      profile,
      '--digest',
      digest,
      '--receipt',
      site.file('receipt.json'),
      '--leave-record',
      ...override,
      ...json
    )
    await run('journal', ...json)
    const undo = await site.digest(['undo', '--receipt', site.file('receipt.json')], env)
    await run('undo', '--receipt', site.file('receipt.json'), '--digest', undo, '--out', site.file('undo.json'), ...json)
    site.service.faults.add({
      kind: 'answer-with',
      method: 'POST',
      type: 'not-authorized/full-permission-required',
      status: 403,
      message: echo
    })
    await run('sync', '--strategy', '101', ...json)
    site.service.faults.add({
      kind: 'answer-with',
      method: 'GET',
      path: '/site',
      type: 'not-authorized/full-permission-required',
      status: 403,
      message: echo
    })
    await run('site', ...json)
  }
  await run('profile', '--new', site.file('new.json'))
  await writeFile(site.file('list.txt'), runs.map(({ code }) => String(code)).join(' '))

  // then the site got the password, and nobody else
  expect(runs.filter(({ code }) => code === 0).length).toBeGreaterThan(8)
  const everything = [...runs.flatMap(({ stdout, stderr }) => [stdout, stderr]), await site.everythingWritten()].join('\n')
  expect(site.service.state.ldapPasswords.get('site')).toBe(PASSWORD)
  expect(everything).toContain('[secret]')
  const found = [KEY, PASSWORD].flatMap(formsOf).filter((form) => everything.includes(form))
  expect(found).toEqual([])
})

function formsOf(secret: string): readonly string[] {
  const bytes = Buffer.from(secret)
  return [secret, JSON.stringify(secret).slice(1, -1), bytes.toString('base64'), bytes.toString('hex'), encodeURIComponent(secret)]
}
