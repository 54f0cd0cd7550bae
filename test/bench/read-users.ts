import { createFilesService } from '../../src-main/adapters/files-api/create-files-service.ts'
import { neverCancelled } from '../../src-main/core/cancel.ts'
import { Secret } from '../../src-main/core/secret.ts'

/** Reads every user once with our client, and prints how many there were and the most memory that it took. */
const [origin = '', key = ''] = process.argv.slice(2)
const service = createFilesService().open({ origin, host: origin }, new Secret(key))
const pages = service.users({}, neverCancelled)
let users = 0
for (;;) {
  const page = await pages.next()
  if (page.done === true) {
    console.log(JSON.stringify({ users, end: page.value.kind, peakMemoryMb: Math.round(process.resourceUsage().maxRSS / 1024) }))
    break
  }
  users += page.value.length
}
