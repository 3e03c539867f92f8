import { parentPort, workerData } from 'node:worker_threads'
import { layPages } from './render/pdf.ts'
import { formats, type RenderTask } from './render-report.ts'

/** The thread that renders one report and ends. */
const { document, format } = workerData as RenderTask
parentPort?.postMessage(format === 'pages' ? await layPages(document) : await formats[format].render(document))
