import { defineConfig } from 'vitest/config'

/** Takes the pictures of the guide: `npm run pictures`. No part of the tests. */
export default defineConfig({ test: { include: ['test/docs/pictures.ts'], testTimeout: 180_000, hookTimeout: 180_000, maxWorkers: 1 } })
