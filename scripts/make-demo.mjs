#!/usr/bin/env node
/**
 * Makes the files of the demo cluster: `node scripts/make-demo.mjs [FOLDER]` (the folder demo/ of the repository by default).
 * Seeded and without clock or network: the same script gives the same bytes.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { checkDemo } from './demo/checks.mjs'
import { makeCluster, recipes } from './demo/cluster.mjs'
import { inputHeader, inputRows, makeNodes, nodeHeader, nodeRows } from './demo/nodes.mjs'
import { factsFile, makeObservations, observationsFile, officialFacts, publicFacts } from './demo/observations.mjs'
import { makeOrganisations, organisationHeader, organisationRow } from './demo/organisations.mjs'
import { makePolicies } from './demo/policies.mjs'
import { makePosts } from './demo/posts.mjs'
import { makeProblems } from './demo/problems.mjs'
import { readme } from './demo/readme.mjs'
import { csv } from './demo/sheets.mjs'
import { makeStories } from './demo/stories.mjs'
import { makeSupplies, suppliesFile } from './demo/supplies.mjs'

const folder = process.argv[2] ?? path.join(path.dirname(fileURLToPath(import.meta.url)), '..', 'demo')
const files = await makeFiles()
for (const [name, content] of Object.entries(files)) {
  const target = path.join(folder, name)
  await mkdir(path.dirname(target), { recursive: true })
  await writeFile(target, content)
}
process.stderr.write(`${Object.keys(files).length} files in ${path.resolve(folder)}\n`)

async function makeFiles() {
  const organisations = makeOrganisations()
  const nodes = makeNodes()
  const inputs = inputRows(nodes)
  const supplies = makeSupplies(nodes, organisations)
  const observations = makeObservations()
  const demo = { organisations, nodes, inputs, supplies, observations }
  checkDemo(demo)
  const cluster = makeCluster(organisations)
  const policies = makePolicies(cluster)
  const stories = makeStories()
  const posts = makePosts(organisations, cluster)
  const problems = makeProblems(organisations)
  return {
    '01-主体名单.csv': csv(organisationHeader, organisations.map(organisationRow)),
    '02-环节.csv': csv(nodeHeader, nodeRows(nodes)),
    '03-投入关系.csv': csv(inputHeader, inputs),
    '04-供给关系.xlsx': await suppliesFile(supplies),
    '05-月度指标.xlsx': await observationsFile(observations),
    '06-公开事实.csv': factsFile(officialFacts),
    '07-公开事实-发布机构未注明.csv': factsFile(publicFacts),
    '带问题的示例.csv': csv(organisationHeader, problems.rows),
    'cluster.json': json(cluster),
    'policies.json': json(policies),
    'posts.json': json(posts),
    'stories.json': json(stories),
    ...Object.fromEntries(recipes.map((recipe) => [`recipes/${recipe.name.replace('演示-', '')}.json`, json(recipe)])),
    'README.md': readme({ ...demo, cluster, policies, posts, stories, problems }),
  }
}

function json(value) {
  return `${JSON.stringify(value, null, 2)}\n`
}
