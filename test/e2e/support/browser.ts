import { existsSync } from 'node:fs'
import { mkdtemp, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { chromium, type Browser } from 'playwright-core'

const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/usr/bin/google-chrome-stable', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome']
const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run', '--disable-quic']

/** Opens the browser of this machine or, where there is none, the one that comes out of npm. */
export async function openBrowser(): Promise<Browser> {
  const found = process.env.POLYCENTER_BROWSER ?? installed.find((candidate) => existsSync(candidate))
  if (found !== undefined) return chromium.launch({ executablePath: found, args: ['--no-sandbox', ...quiet] })
  return openPackagedBrowser()
}

/** The package unpacks its own libraries only where it believes to be in a cloud function, and brings no Chinese font. */
async function openPackagedBrowser(): Promise<Browser> {
  process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs20.x'
  const home = await mkdtemp(path.join(os.tmpdir(), 'polycenter-browser-'))
  const { default: packaged } = await import('@sparticuz/chromium')
  return chromium.launch({
    executablePath: await packaged.executablePath(),
    args: ['--no-sandbox', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', ...quiet],
    env: { ...process.env, HOME: home, FONTCONFIG_PATH: await writeFonts(home) },
  })
}

async function writeFonts(home: string): Promise<string> {
  const fonts = path.join(path.dirname(createRequire(import.meta.url).resolve('@embedpdf/fonts-sc')), '..', 'fonts')
  await writeFile(path.join(home, 'fonts.conf'), `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><dir>${fonts}</dir><cachedir>${path.join(home, 'cache')}</cachedir></fontconfig>`)
  return home
}
