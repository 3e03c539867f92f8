import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'
import { thresholds } from '../../src/shared/contract/clusters.ts'

test.each([['zh', '空'], ['en', 'none']])('the guide (%s) says of every threshold what it means and where it begins', async (language, none) => {
  const guide = await readFile(path.resolve(import.meta.dirname, `../../docs/guide/${language}.md`), 'utf8')
  for (const [name, value] of Object.entries(thresholds.parse({}))) {
    const [, meaning, first] = new RegExp(`^\\| \`${name}\` \\| (.+) \\| (.+) \\|$`, 'm').exec(guide) ?? []
    expect(meaning?.length, name).toBeGreaterThan(8)
    expect(first?.split(' ')[0], name).toBe(Array.isArray(value) ? value.join(', ') || none : String(value))
  }
})
