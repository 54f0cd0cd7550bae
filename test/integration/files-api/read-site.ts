import { createFilesService } from '../../../src-main/adapters/files-api/create-files-service.ts'
import { createNodeFetch } from '../../../src-main/adapters/files-api/create-node-fetch.ts'
import { neverCancelled } from '../../../src-main/core/cancel.ts'
import { Secret } from '../../../src-main/core/secret.ts'

/** As the command line reads a site: in a process of its own, with the proxy and the authorities that its environment names. */
const [origin = ''] = process.argv.slice(2)
const service = createFilesService({ fetch: createNodeFetch(), retries: 0, timeoutMs: 5000 }).open(
  { origin, host: origin },
  new Secret('a-key')
)
console.log(JSON.stringify(await service.site(neverCancelled)))
