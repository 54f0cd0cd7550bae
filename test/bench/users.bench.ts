import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { projectRoot } from '../../scripts/project-paths.mjs'
import { projectNode, runCommand } from '../../scripts/run-command.mjs'
import { compare, type Comparison, timed } from './compare.ts'

const USERS = 100_000
const PAGE_SIZE = 1000

/**
 * Every user of a site of 100,000 in one process of ours, checked and reduced to facts; the reference is a shell loop that fetches the same
 * pages with curl and looks at nothing but the cursor. The most memory of ours stands in the name.
 */
export async function usersBench(pairs: number): Promise<Comparison> {
  const service = spawn(projectNode(), [join(projectRoot, 'test/bench/users-service.ts'), String(USERS)], {
    stdio: ['pipe', 'pipe', 'inherit']
  })
  try {
    const [line] = (await once(createInterface(service.stdout), 'line')) as [string]
    const { origin, key } = JSON.parse(line) as { readonly origin: string; readonly key: string }
    const peaksMb: number[] = []
    const comparison = await compare(
      {
        name: `reading ${USERS.toLocaleString('en-US')} users from the practice service / one curl loop over the same pages`,
        ours: () => timed(async () => peaksMb.push(await readUsers(origin, key))),
        reference: () => timed(() => curlLoop(origin, key))
      },
      pairs
    )
    return { ...comparison, name: `${comparison.name} (peak memory ${String(Math.max(...peaksMb))} MB)` }
  } finally {
    service.stdin.end()
    await once(service, 'exit')
  }
}

async function readUsers(origin: string, key: string): Promise<number> {
  const { stdout } = await succeed(projectNode(), ['test/bench/read-users.ts', origin, key])
  const read = JSON.parse(stdout) as { readonly users: number; readonly end: string; readonly peakMemoryMb: number }
  if (read.users !== USERS || read.end !== 'complete') throw new Error(`Not all users were read: ${stdout}`)
  return read.peakMemoryMb
}

async function curlLoop(origin: string, key: string): Promise<void> {
  const { stdout } = await succeed('sh', ['-c', CURL_LOOP, 'sh', origin, key])
  if (Number(stdout) !== USERS / PAGE_SIZE) throw new Error(`curl read ${stdout.trim()} pages`)
}

const CURL_LOOP = `
pages=0; cursor=
while :; do
  cursor=$(curl -sS --fail -o /dev/null -D - -H "X-FilesAPI-Key: $2" -G --data-urlencode "cursor=$cursor" "$1/api/rest/v1/users?per_page=${String(PAGE_SIZE)}" |
    tr -d '\\r' | sed -n 's/^[Xx]-[Ff]iles-[Cc]ursor-[Nn]ext: //p')
  pages=$((pages + 1))
  [ -n "$cursor" ] || break
done
echo "$pages"`

async function succeed(command: string, args: readonly string[]): Promise<{ readonly stdout: string }> {
  const { code, output, stdout } = await runCommand(command, args, { cwd: projectRoot })
  if (code !== 0) throw new Error(`${command} ended with ${String(code)}:\n${output.slice(-2000)}`)
  return { stdout }
}
