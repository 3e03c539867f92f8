import { Worker } from 'node:worker_threads'
import { renderDocx } from './render/docx.ts'
import { renderHtml } from './render/html.ts'
import { layPages, renderPdf } from './render/pdf.ts'
import { renderXlsx } from './render/xlsx.ts'
import type { PageLayout } from '../shared/contract/reports.ts'
import type { ReportDocument } from './render/document.ts'

export type ReportFormat = 'docx' | 'pdf' | 'xlsx' | 'html'

/** The formats a report leaves in: their media types and who makes them. */
export const formats = {
  docx: { type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', render: renderDocx },
  pdf: { type: 'application/pdf', render: renderPdf },
  xlsx: { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', render: renderXlsx },
  html: { type: 'text/html', render: async (document: ReportDocument) => new TextEncoder().encode(renderHtml(document)) },
} satisfies Record<ReportFormat, { type: string; render: (document: ReportDocument) => Promise<Uint8Array> }>

/** What a thread is given: a report, and the format it is to leave in or `pages` for where its pages break. */
export type RenderTask = { document: ReportDocument; format: ReportFormat | 'pages' }

/** Renders in a thread of its own, so that setting pages does not keep others waiting. A report of text alone needs none. */
export function renderReport(document: ReportDocument, format: ReportFormat): Promise<Uint8Array> {
  return format === 'html' ? formats.html.render(document) : inThread({ document, format }, formats[format].render)
}

/** Where the pages of the report break as a PDF, set in a thread of its own like the PDF itself. */
export function layReport(document: ReportDocument): Promise<PageLayout> {
  return inThread({ document, format: 'pages' }, layPages)
}

function inThread<T>(task: RenderTask, run: (document: ReportDocument) => Promise<T>): Promise<T> {
  // Threads run compiled code only; from the sources there is none.
  if (import.meta.url.endsWith('.ts')) return run(task.document)
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./render-worker.js', import.meta.url), { workerData: task })
    worker.once('message', (made: T) => resolve(made))
    worker.once('error', reject)
    worker.once('exit', (code) => reject(new Error(`Rendering the report as ${task.format} ended with ${code}.`)))
  })
}
