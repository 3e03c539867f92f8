import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** The web app: sources in web/, built into dist/web, served by the server; `npm run dev` hands /api on to a running server. */
export default defineConfig({
  root: 'web',
  plugins: [react()],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'es2022',
    // Nothing inlined: the content security policy allows fonts and scripts from this origin only.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 900,
    rolldownOptions: {
      output: {
        // Schemas and their set-up stand in one chunk, so that the set-up runs first whatever else is split.
        codeSplitting: { groups: [{ name: 'contract', test: /node_modules\/zod\/|web\/parts\/without-eval|src\/shared\/(contract|sheets|vocabulary)/ }] },
      },
    },
  },
  server: { port: 4101, proxy: { '/api': 'http://127.0.0.1:4100' } },
})
