// A program of its own, to be killed and to be refused disk space: journals without end in the given data folder, and says after each record
// whether it is on disk. Stops after three refusals in a row.
import { createJournal } from '../../src-main/adapters/journal/create-journal.ts'
import { laterRecords, startedRun } from './journal-records.ts'

const [dataFolder = '', runId = ''] = process.argv.slice(2)
const journal = createJournal({ dataFolder, redactText: (text) => text })
const writer = await journal.begin(startedRun(runId))
say(writer.ok ? 'begun' : writer.error.cause)
let refusals = 0
for (let count = 0; writer.ok && refusals < 3; count += 1) {
  const record = laterRecords()[count % laterRecords().length]
  if (record === undefined) break
  const written = await writer.value.append(record)
  say(written.ok ? 'on disk' : written.error.cause)
  refusals = written.ok ? 0 : refusals + 1
}

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}
