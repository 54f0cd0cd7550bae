// A program of its own, to be killed: waits for a line, tries to lock the site, says how that went, and holds the lock until its input ends.
import { once } from 'node:events'
import { acquireSiteLock } from '../../src-main/adapters/journal/site-lock.ts'

const [dataFolder = '', site = ''] = process.argv.slice(2)
process.stdout.write('ready\n')
await once(process.stdin, 'data')
const lock = await acquireSiteLock(dataFolder, site)
process.stdout.write(lock.ok ? 'locked\n' : `${lock.error.code}\n`)
await once(process.stdin.resume(), 'end')
if (lock.ok) await lock.value.release()
