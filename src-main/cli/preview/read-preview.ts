import { createPreviewAdapters } from '../../adapters/preview/create-preview-adapters.ts'
import { createPreviewDesk } from '../../app/preview/create-preview-desk.ts'
import type { PreviewDesk, PreviewView } from '../../core/preview/preview-desk.ts'
import type { PreviewRunHead } from '../../core/preview/preview-run.ts'
import { type Result, succeed } from '../../core/result.ts'
import { type CliPorts } from '../create-cli-ports.ts'
import type { OpenedSite } from '../open-site.ts'
import { badUsage, type Refusal, standsInTheWay } from '../refusal.ts'
import type { Terminal } from '../terminal.ts'
import { holdYoungGenerationSmall } from './hold-young-generation-small.ts'
import { createPreviewProgress } from './preview-progress.ts'
import { preparePreview } from './prepare-preview.ts'
import type { PreviewSourceOptions } from './preview-source-options.ts'

export interface ReadPreview {
  readonly desk: PreviewDesk
  readonly view: PreviewView
  readonly adapters: PreviewAdapters
  /** Connected, when its users are compared. */
  readonly site: OpenedSite | undefined
}

export type PreviewAdapters = ReturnType<typeof createPreviewAdapters>

export function previewAdapters(ports: CliPorts, terminal: Terminal): PreviewAdapters {
  const { dataFolder, log } = ports
  return createPreviewAdapters({ dataFolder, log, redactText: terminal.redactor.redactText, isAskedOften: false })
}

/** The recorded runs of a site, or of all, newest first. */
export async function recordedRuns({ runs }: PreviewAdapters, site?: string): Promise<Result<readonly PreviewRunHead[], Refusal>> {
  const listed = await runs.list(site)
  return listed.ok ? listed : standsInTheWay(listed.error)
}

export interface ReadingOptions {
  readonly version: string
  readonly isKept: boolean
  /** `--owned` was given: without a site to ask, nothing is read at all. */
  readonly asksSite?: true | undefined
}

/** Reads what the options name, inside this process, and tells how far it is. Throws `Cancelled`. */
export async function readPreview(
  ports: CliPorts,
  options: PreviewSourceOptions,
  { version, isKept, asksSite }: ReadingOptions,
  terminal: Terminal,
  signal: AbortSignal
): Promise<Result<ReadPreview, Refusal>> {
  const adapters = previewAdapters(ports, terminal)
  const prepared = await preparePreview(ports, () => recordedRuns(adapters), options, terminal, signal)
  if (!prepared.ok) return prepared
  const { request, site } = prepared.value
  if (asksSite === true && site === undefined)
    return badUsage('--owned: what people own is read from the site itself; name it by --site or --profile, without --users and --no-site.')
  holdYoungGenerationSmall()
  const desk = createPreviewDesk({
    ...adapters,
    version,
    // Earlier runs are measured against in any case. Nothing half-written stays behind when somebody loses patience.
    runs: { ...adapters.runs, save: (run) => (isKept ? adapters.runs.save(run, signal) : Promise.resolve(succeed(null))) },
    readerOf: (host) => (host === site?.address.host ? site.service : undefined)
  })
  const progress = createPreviewProgress(terminal)
  try {
    const view = await desk.read(request, (told) => progress.tell(told), signal)
    return view.ok ? succeed({ desk, view: view.value, adapters, site }) : standsInTheWay(view.error)
  } finally {
    progress.end()
  }
}
