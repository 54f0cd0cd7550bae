import { constants } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import type { CertificateFileFailure } from '../../core/model/certificate-file-failure.ts'
import { fail, succeed, type Result } from '../../core/result.ts'
import { MAXIMUM_BYTES } from './certificate-ders.ts'

/** The bytes of a file that may hold certificates. A file that is too large is refused by its size, without reading it. */
export async function loadCertificateFile(path: string, maximumBytes = MAXIMUM_BYTES): Promise<Result<Uint8Array, CertificateFileFailure>> {
  try {
    // Without NONBLOCK, opening a named pipe waits for a writer for ever. Windows has neither pipes in folders nor the flag.
    const file = await open(path, constants.O_RDONLY | nonBlocking)
    try {
      return await contentOf(file, maximumBytes)
    } finally {
      await file.close()
    }
  } catch (error) {
    if (!isSystemError(error)) throw error
    return fail(failureOf(error))
  }
}

async function contentOf(file: FileHandle, maximumBytes: number): Promise<Result<Uint8Array, CertificateFileFailure>> {
  const about = await file.stat()
  if (!about.isFile()) return fail({ code: 'certificate.file.not-a-file' })
  if (about.size > maximumBytes) return fail({ code: 'certificate.file.too-large', sizeBytes: about.size, limitBytes: maximumBytes })
  return readToEnd(file, maximumBytes)
}

/** Does not rely on the size: files below /proc have none, and others grow meanwhile. */
async function readToEnd(file: FileHandle, maximumBytes: number): Promise<Result<Uint8Array, CertificateFileFailure>> {
  const chunks: Uint8Array[] = []
  for (let length = 0; ;) {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(CHUNK_BYTES), 0, CHUNK_BYTES)
    if (bytesRead === 0) return succeed(Buffer.concat(chunks))
    chunks.push(buffer.subarray(0, bytesRead))
    length += bytesRead
    if (length > maximumBytes) return fail({ code: 'certificate.file.too-large', sizeBytes: length, limitBytes: maximumBytes })
  }
}

const CHUNK_BYTES = 65_536
const nonBlocking = process.platform === 'win32' ? 0 : constants.O_NONBLOCK

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && 'syscall' in error
}

function failureOf(error: NodeJS.ErrnoException): CertificateFileFailure {
  switch (error.code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return { code: 'certificate.file.not-found' }
    case 'EISDIR':
      return { code: 'certificate.file.not-a-file' }
    case 'EACCES':
    case 'EPERM':
      return { code: 'certificate.file.not-readable', reason: 'not permitted' }
    default:
      return { code: 'certificate.file.not-readable', reason: error.code ?? 'unknown reason' }
  }
}
