import { startPracticeService } from '../../src-main/practice/service/start-practice-service.ts'

/** A practice site in a process of its own, as a real one is; prints where it is, and ends with its standard input. */
const service = await startPracticeService({ userCount: Number(process.argv[2]), log: false })
console.log(JSON.stringify({ origin: service.origin, key: service.keys.siteAdmin }))
process.stdin.resume().on('end', () => void service.close())
