/**
 * CPU time of the Economic Systemic Risk Index, every firm closed alone at eps = 1e-2, beside the reference's figures.
 *
 *   npx tsc -p tsconfig.json --outDir dist-bench && node dist-bench/bench/systemic.js [--threads | --full]
 *
 * Networks come from seeded generators (generate-firms.ts); `--threads` compares two threads with one and nothing else, `--full` adds that
 * and all of 100,000 firms on two threads. Threads are told by the clock: with their CPU time beside, for if both take the same and the ratio is low
 * something else is running.
 */
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { numberFirms } from '../src/analysis/systemic/firm-tables.ts'
import { buildSystemicNetwork, type SystemicNetwork } from '../src/kernels/systemic/network.ts'
import { systemicRisk, type Damages } from '../src/kernels/systemic/shocks.ts'
import { generateFirms } from './generate-firms.ts'

const rule = { eps: 1e-2, replaceability: true }

/** Firms that a worker takes at once, about as many as in a shard of the analysis. */
const BATCH = 500

const tasks = [
  { firms: 10_000, links: 40_000, industries: 89, reference: 'GLcascade C++ 48 ms', target: 0.35 },
  { firms: 10_000, links: 80_000, industries: 616, reference: 'GLcascade C++ 342 ms; ESRIcascade.jl publishes 0.777 ms', target: 0.15 },
  { firms: 30_000, links: 120_000, industries: 89, reference: 'GLcascade C++ 142–179 ms', target: 1.2 },
]

if (isMainThread) await (process.argv.includes('--threads') ? compareThreads(generated(1, tasks[2]!)) : measure())
else runWorker(workerData as { net: SystemicNetwork; next: Int32Array })

async function measure(): Promise<void> {
  printShape('reference n5000_a', ofGolden())
  printShape('ours, same size', generated(1, { firms: 5000, links: 22_510, industries: 80 }))
  for (const task of tasks) {
    const medians: number[] = []
    for (const seed of [1, 2, 3]) {
      const net = generated(seed, task)
      if (seed === 1) printShape(`${task.firms} firms`, net)
      medians.push(cpuPerShock(net))
    }
    const median = medians.sort((a, b) => a - b)[1]!
    console.log(`ESRI ${task.firms} firms, ${task.links} links, ${task.industries} industries: ${median.toFixed(3)} ms a shock (to reach ${task.target}; ${task.reference})`)
  }
  if (process.argv.includes('--full')) {
    await compareThreads(generated(1, tasks[2]!))
    const net = generated(1, { firms: 100_000, links: 400_000, industries: 89 })
    const { seconds } = await onThreads(net, 2)
    console.log(`ESRI 100000 firms, 400000 links, in full on two threads: ${seconds.toFixed(0)} s (to reach 360), ${(process.memoryUsage.rss() / 2 ** 20).toFixed(0)} MB`)
  }
}

function generated(seed: number, size: { firms: number; links: number; industries: number }): SystemicNetwork {
  return buildSystemicNetwork(generateFirms(seed, size))
}

/** Milliseconds of CPU time a shock over the whole run. */
function cpuPerShock(net: SystemicNetwork): number {
  systemicRisk(net, rule, { from: 0, to: 500 })
  const { user, system } = process.cpuUsage()
  systemicRisk(net, rule)
  const used = process.cpuUsage()
  return (used.user - user + used.system - system) / 1000 / net.firms
}

function printShape(name: string, net: SystemicNetwork | undefined): void {
  if (net === undefined) return console.log(`${name}: ../shared/golden is missing`)
  const { esri, iterations } = systemicRisk(net, rule, { from: 0, to: Math.min(net.firms, 5000) })
  const sorted = esri.slice().sort()
  const steps = iterations.slice().sort()
  const at = (values: ArrayLike<number>, part: number): number => values[Math.floor(part * (values.length - 1))]!
  const over = (least: number): string => `${((sorted.filter((value) => value > least).length / sorted.length) * 100).toFixed(2)} %`
  console.log(`${name}: ESRI median ${at(sorted, 0.5).toExponential(1)}, p99 ${at(sorted, 0.99).toFixed(3)}, max ${at(sorted, 1).toFixed(3)}; over 5 % of all sales ${over(0.05)}, over 30 % ${over(0.3)}; steps median ${at(steps, 0.5)}, p90 ${at(steps, 0.9)}, p99 ${at(steps, 0.99)}`)
}

function ofGolden(): SystemicNetwork | undefined {
  const folder = path.resolve('../shared/golden/esri/n5000_a')
  if (!existsSync(folder)) return undefined
  const rows = (file: string): string[][] => readFileSync(path.join(folder, file), 'utf8').trim().split('\n').slice(1).map((line) => line.split(','))
  return buildSystemicNetwork(numberFirms({
    firms: rows('firms.csv').map(([id, industry]) => ({ id: id!, industry: industry! })),
    links: rows('links.csv').map(([supplier, customer, volume]) => ({ supplier: supplier!, customer: customer!, volume: Number(volume) })),
    essential: rows('essential.csv').map(([supplier, customer, type]) => ({ industry_supplier: supplier!, industry_customer: customer!, type: Number(type) })),
  }))
}

async function compareThreads(net: SystemicNetwork): Promise<void> {
  const one = await onThreads(net, 1)
  const two = await onThreads(net, 2)
  const said = ({ seconds, cpu }: typeof one): string => `${seconds.toFixed(2)} s (CPU ${cpu.toFixed(2)} s)`
  console.log(`ESRI ${net.firms} firms: ${said(one)} on one thread, ${said(two)} on two: ${(one.seconds / two.seconds).toFixed(2)} times (to reach 1.8)`)
}

/** Seconds of a full run with so many workers, which share the network and pull ranges of firms. */
async function onThreads(net: SystemicNetwork, threads: number): Promise<{ seconds: number; cpu: number }> {
  const next = new Int32Array(new SharedArrayBuffer(4))
  const [begun, used] = [performance.now(), process.cpuUsage()]
  await Promise.all(Array.from({ length: threads }, () => new Promise<void>((resolve, reject) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: { net, next } })
    worker.on('message', () => resolve())
    worker.on('error', reject)
  })))
  const { user, system } = process.cpuUsage(used)
  return { seconds: (performance.now() - begun) / 1000, cpu: (user + system) / 1e6 }
}

function runWorker({ net, next }: { net: SystemicNetwork; next: Int32Array }): void {
  const parts: Damages[] = []
  for (let from = Atomics.add(next, 0, BATCH); from < net.firms; from = Atomics.add(next, 0, BATCH)) {
    parts.push(systemicRisk(net, rule, { from, to: Math.min(net.firms, from + BATCH) }))
  }
  parentPort?.postMessage(parts.length)
}
