#!/usr/bin/env node
import { runCli } from './run.ts'

const code = await runCli(process.argv.slice(2), { environment: process.env, stdout: process.stdout, stderr: process.stderr })
process.exit(code)
