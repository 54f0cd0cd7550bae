import { setTimeout as delay } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { startEndlessDirectory } from '/work/main/test/support/endless-directory.ts'
import { openFaultDesk } from '/work/main/test/support/fault-desk.ts'
setFlagsFromString('--expose-gc')
const gc = runInNewContext('gc') as () => void
async function held() { for (let i=0;i<6;i++){ await delay(20); gc() } return (process.memoryUsage().arrayBuffers/1048576).toFixed(2) }
const people = 30000
const directory = await startEndlessDirectory({ people, groups: 1500 })
await using faulty = await openFaultDesk({ pageSize: 1000 })
console.log('start', await held())
for (let n=0;n<8;n++){
  const c = new AbortController()
  try { await faulty.read(directory, {}, { signal: c.signal, tell: ({directory:d}) => { if (d.people > people/2 || d.state==='done') c.abort() } }) } catch (e) {}
  await directory.untilAllClosed()
  console.log('cancelled', await held())
}
for (let n=0;n<5;n++){ const r = await faulty.read(directory); console.log('read', await held()); }
