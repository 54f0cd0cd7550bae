import { readXml } from '../../../src-main/adapters/xml/read-xml.ts'
import { hostileDocuments } from './hostile-documents.ts'

/** Reads one hostile document in this process and prints what came of it, with its own wall time and the peak of its memory. */
const name = process.argv[2] ?? ''
const make = hostileDocuments[name]
if (make === undefined) throw new Error(`No such document: ${name}`)
const content = make()
const startedMs = performance.now()
const read = readXml(content)
const durationMs = performance.now() - startedMs
// Linux gives kilobytes.
const peakMemoryMb = process.resourceUsage().maxRSS / 1024
console.log(JSON.stringify({ refusal: read.ok ? 'none' : read.error.kind, durationMs, peakMemoryMb, bytes: content.length }))
