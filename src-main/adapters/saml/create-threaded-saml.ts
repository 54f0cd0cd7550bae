import { Worker } from 'node:worker_threads'
import type { SamlPort } from '../../core/saml/saml-ports.ts'
import type { SamlTask } from './saml-thread.ts'

export interface ThreadedSamlOptions {
  /** The program of the thread: saml-thread.ts, or what was built of it. */
  readonly program: URL
  /** Reads in this thread what is small. */
  readonly here: SamlPort
  /** Larger ones go to a thread. */
  readonly mostBytesHere?: number
}

/**
 * Reads small documents here and each large one in a thread of its own, which ends with it: ten megabytes of XML take seconds, in which a
 * window would stand still.
 */
export function createThreadedSaml({ program, here, mostBytesHere = 200_000 }: ThreadedSamlOptions): SamlPort {
  return {
    readMetadata: (content) =>
      content.length <= mostBytesHere ? here.readMetadata(content) : readInThread(program, { kind: 'metadata', content }),
    readResponse: (content, keys) =>
      content.length <= mostBytesHere ? here.readResponse(content, keys) : readInThread(program, { kind: 'response', content, keys })
  }
}

function readInThread<T>(program: URL, task: SamlTask): Promise<T> {
  return new Promise((resolve, reject) => {
    // Options of the process, such as those of a test runner, are not meant for this program. No limit of memory: V8 ends the whole process
    // when a thread reaches one in the middle of JSON or an expression. What may be read is limited instead.
    const worker = new Worker(program, { name: 'saml', workerData: task, execArgv: [] })
    worker.once('message', (read: T) => resolve(read))
    worker.once('error', reject)
    // After a message this changes nothing any more.
    worker.once('exit', (code) => reject(new Error(`The thread that reads SAML ended with ${String(code)} and without an answer`)))
  })
}
