import { parentPort, workerData } from 'node:worker_threads'
import type { TrustedKey } from '../../core/saml/saml-source.ts'
import { createCertificates } from '../x509/create-certificates.ts'
import { createSaml } from './create-saml.ts'

/** What is to be read. It goes through the wire as it is: all of it is plain. */
export type SamlTask =
  | { readonly kind: 'metadata'; readonly content: Uint8Array | string }
  | { readonly kind: 'response'; readonly content: Uint8Array | string; readonly keys: readonly TrustedKey[] }

/** The program of a thread that reads one document and ends. */
if (parentPort === null) throw new Error('This is the program of a thread: create-threaded-saml.ts starts it')
parentPort.postMessage(await read(taskIn(workerData)))

function taskIn(data: unknown): SamlTask {
  if (!isTask(data)) throw new TypeError('There is nothing to read')
  return data
}

/** Whoever starts the thread writes the task by the same type. */
function isTask(data: unknown): data is SamlTask {
  return typeof data === 'object' && data !== null && 'kind' in data && 'content' in data
}

function read(task: SamlTask): Promise<unknown> {
  const saml = createSaml(createCertificates())
  return task.kind === 'metadata' ? saml.readMetadata(task.content) : saml.readResponse(task.content, task.keys)
}
