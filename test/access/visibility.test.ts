import { beforeAll, describe, expect, test } from 'vitest'
import { asViewer, settingsOf, systemViewer, type Viewer } from '../../src/access/viewer.ts'
import type { Tx } from '../../src/db/db.ts'
import { identifier, sql } from '../../src/db/sql.ts'
import { useDb, withOwner } from '../support/db.ts'

const db = await useDb()
const cluster = 'seen'
const other = 'elsewhere'

const viewer = (role: Viewer['role'], organisation: number | null, centreOf: Viewer['centreOf'] = [], account = 1): Viewer => ({ cluster, account, organisation, actorType: null, role, centreOf })
const viewers = {
  analyst: viewer('analyst', 1, [], 1),
  'member, a centre of T2': { ...viewer('member', 2, ['T1', 'T2'], 2), actorType: 'government' as const },
  'member, no centre of T2': { ...viewer('member', 3, ['T4'], 3), actorType: 'association' as const },
  // A rival of those whom the rows are about: only what every member sees, and the risks of the task.
  'enterprise, a centre of T2': { ...viewer('member', 2, ['T1', 'T2'], 2), actorType: 'enterprise' as const },
  // Of an organisation that is a centre: a guest is none all the same.
  guest: viewer('guest', 4, ['T2'], 4),
  'analyst of another cluster': { ...viewer('analyst', 1, [], 5), cluster: other },
  nobody: { ...viewer('guest', null, [], 9), role: 'none' as Viewer['role'] },
}
type Who = keyof typeof viewers
const columns: Who[] = ['analyst', 'member, a centre of T2', 'member, no centre of T2', 'enterprise, a centre of T2', 'guest', 'analyst of another cluster', 'nobody']

/**
 * How many rows of each relation each viewer sees of the rows below: four claims and facts (public, cluster, centres, owner: given by
 * organisation 9), one row of everything else. A table that is not listed here fails the test: a new one needs a policy and a line.
 */
const expected: Record<string, number[]> = {
  // facts, claims, sources: by right of use
  source: [3, 3, 2, 2, 1, 0, 0], claim: [3, 3, 2, 2, 1, 0, 0], organisation: [3, 3, 2, 2, 1, 0, 0], node: [3, 3, 2, 2, 1, 0, 0], search_entry: [3, 3, 2, 2, 1, 0, 0],
  node_link: [3, 3, 2, 2, 1, 0, 0], supplies: [3, 3, 2, 2, 1, 0, 0], origin: [3, 3, 2, 2, 1, 0, 0], indicator: [3, 3, 2, 2, 1, 0, 0], observation: [3, 3, 2, 2, 1, 0, 0],
  organisation_link: [3, 3, 2, 2, 1, 0, 0],
  // a person's choice among claims: the team's, and whoever sees the claim that was chosen
  resolution: [4, 3, 2, 2, 1, 0, 0],
  // the team's own
  import: [1, 0, 0, 0, 0, 0, 0], question: [1, 0, 0, 0, 0, 0, 0], merge: [1, 0, 0, 0, 0, 0, 0], recipe: [1, 0, 0, 0, 0, 0, 0], identifier: [1, 0, 0, 0, 0, 0, 0],
  // everybody's in the cluster
  region: [1, 1, 1, 1, 1, 0, 0], charter: [1, 1, 1, 1, 1, 0, 0], chain_version: [1, 1, 1, 1, 1, 0, 0],
  // by audience: one row each for team, centres, cluster, public
  node_state: [4, 3, 2, 2, 1, 0, 0], computed: [4, 3, 2, 2, 1, 0, 0], report: [4, 3, 2, 2, 1, 0, 0], figure: [4, 3, 2, 2, 1, 0, 0], result: [4, 3, 2, 2, 1, 0, 0],
  // risks: confirmed for centres of the task, any for its owner (organisation 3)
  risk_item: [3, 1, 1, 1, 0, 0, 0], risk_event: [3, 1, 1, 1, 0, 0, 0],
  // co-governance: a motion (read by every member), work of T2 owned by organisation 3, work of T4 owned by nobody here; each with an open event, the motion
  // with a secret ballot of organisation 2 too; an appeal of T2 that organisation 8, an enterprise, filed anonymously: centres of T2 see it, and
  // who filed it only if they are no enterprise; whole states are the program's
  // a policy that organisation 1 recorded and brought to organisation 3: the team and organisation 3 know of that, nobody else
  // a meeting of T2 at which organisations 3 and 4 sit: organisation 3 and the team see it, the centres of T2 do not, nor does a guest of organisation 4
  governance_item: [6, 4, 5, 4, 0, 0, 0], governance_event: [7, 5, 5, 4, 0, 0, 0], governance_state: [0, 0, 0, 0, 0, 0, 0],
  appeal_filer: [1, 1, 1, 0, 0, 0, 0], policy_told: [1, 0, 1, 0, 0, 0, 0], governance_tally: [4, 1, 2, 1, 0, 0, 0],
  // of how much waits: of T2 as a whole and of organisation 3, which leads it, of T4 as a whole and of organisation 8
  governance_waiting: [4, 1, 2, 1, 0, 0, 0],
  // who holds a post: every member
  post_span: [1, 1, 1, 1, 0, 0, 0],
  // what a motion asks of whoever holds a right, of organisation 2 and of organisation 3
  governance_asked: [3, 2, 2, 2, 0, 0, 0],
  // by actor type for every member; of organisations 3 and 8 for themselves, and for organisation 3, which convenes
  governance_health: [3, 1, 3, 1, 0, 0, 0], governance_counted: [0, 0, 0, 0, 0, 0, 0],
  // analyses under way: the program's alone
  run: [0, 0, 0, 0, 0, 0, 0], shard: [0, 0, 0, 0, 0, 0, 0], host: [0, 0, 0, 0, 0, 0, 0],
  // who saw and did what: two entries, of accounts 1 and 2; each sees their own, an administrator all (test/api/audit.test.ts)
  audit_entry: [1, 1, 0, 1, 0, 0, 0],
  // of account 1; webhooks an administrator's
  notice_setting: [1, 0, 0, 0, 0, 0, 0], calendar_link: [1, 0, 0, 0, 0, 0, 0], webhook: [0, 0, 0, 0, 0, 0, 0],
  // people
  cluster: [1, 1, 1, 1, 1, 1, 0], account: [4, 1, 1, 1, 1, 1, 0], member: [4, 1, 1, 1, 1, 1, 0], sign_in_link: [0, 0, 0, 0, 0, 0, 0], session: [0, 0, 0, 0, 0, 0, 0],
}

beforeAll(async () => {
  await db.transaction(fillPeople, { session: settingsOf(systemViewer(cluster)) })
  await db.transaction(fillFacts, { session: settingsOf(systemViewer(cluster)) })
})

describe('row-level security: viewer × relation → rows seen', () => {
  for (const [n, who] of columns.entries()) {
    test(who, async () => {
      const seen: Record<string, number> = {}
      await asViewer(db, viewers[who], async (tx) => {
        for (const relation of Object.keys(expected)) {
          seen[relation] = (await tx.query<{ rows: number }>(sql`select count(*) as rows from ${identifier(relation)}`))[0]!.rows
        }
      })
      expect(seen).toEqual(Object.fromEntries(Object.entries(expected).map(([relation, rows]) => [relation, rows[n]])))
    })
  }
})

test('every table has row-level security and stands in the table above', async () => {
  const tables = await withOwner(db, (owner) => owner.query<{ name: string; secured: boolean; policies: number }>(sql`
    select class.relname as name, class.relrowsecurity as secured, (select count(*) from pg_policy where polrelid = class.oid) as policies
    from pg_class as class join pg_namespace on pg_namespace.oid = relnamespace
    where nspname = 'public' and relkind in ('r', 'p') and relname <> 'migration'`))
  expect(tables.filter((table) => !table.secured || table.policies === 0).map((table) => table.name)).toEqual([])
  expect(tables.map((table) => table.name).sort()).toEqual(Object.keys(expected).sort())
})

test('an anonymous appeal: its filer sees it whole, a rival neither who filed it nor what they did', async () => {
  const seenBy = (organisation: number): Promise<number[]> => asViewer(db, { ...viewer('member', organisation, ['T2'], 3), actorType: 'enterprise' }, async (tx) => {
    const rows = await tx.query<{ items: number; events: number; filers: number }>(sql`
      select (select count(*) from governance_item where item_id = 4) as items, (select count(*) from governance_event where item_id = 4) as events, (select count(*) from appeal_filer) as filers`)
    return Object.values(rows[0]!)
  })
  expect(await seenBy(8)).toEqual([1, 1, 1])
  expect(await seenBy(7)).toEqual([1, 0, 0])
})

test('the application connects as a role that cannot bypass the policies, and a member cannot write facts', async () => {
  const role = await db.query<{ bypasses: boolean; powerful: boolean }>(sql`select rolbypassrls as bypasses, rolsuper as powerful from pg_roles where rolname = current_user`)
  expect(role).toEqual([{ bypasses: false, powerful: false }])
  const write = (who: Viewer) => asViewer(db, who, (tx) => tx.query(sql`insert into node (cluster_id, name) values (${cluster}, 'x')`))
  await expect(write(viewers['member, a centre of T2'])).rejects.toThrow(/row-level security/)
  await expect(asViewer(db, viewers.analyst, (tx) => tx.query(sql`insert into node (cluster_id, name) values (${other}, 'x')`))).rejects.toThrow(/row-level security/)
})

async function fillPeople(tx: Tx): Promise<void> {
  await tx.query(sql`insert into cluster (cluster_id, name) values (${cluster}, 'a'), (${other}, 'b')`)
  for (const n of [1, 2, 3, 4, 5]) await tx.query(sql`insert into account (email, name) values (${`p${n}@example.org`}, ${`P${n}`})`)
  const roles = ['analyst', 'member', 'member', 'guest']
  for (const [n, role] of roles.entries()) await tx.query(sql`insert into member (cluster_id, account_id, organisation_id, role) values (${cluster}, ${n + 1}, ${n + 1}, ${role})`)
  await tx.query(sql`insert into member (cluster_id, account_id, organisation_id, role) values (${other}, 5, 1, 'analyst')`)
  await tx.query(sql`insert into sign_in_link (token_hash, account_id, expires_at) values ('x', 1, now())`)
  await tx.query(sql`insert into session (token_hash, account_id, expires_at) values ('x', 1, now())`)
}

async function fillFacts(tx: Tx): Promise<void> {
  const rights = ['public', 'cluster', 'centres', 'owner']
  for (const [n, right] of rights.entries()) {
    const id = n + 100
    const use = sql`${right}, 9, 'T2'`
    await tx.query(sql`insert into source (cluster_id, source_id, kind, name, grade, right_of_use, giver_id, task) values (${cluster}, ${id}, 'form', 'x', 'B', ${use})`)
    await tx.query(sql`insert into claim (cluster_id, claim_id, subject_kind, subject_id, predicate, value_text, grade, right_of_use, giver_id, task, source_id) values (${cluster}, ${id}, 'node', ${id}, 'name', 'x', 'B', ${use}, ${id})`)
    await tx.query(sql`insert into resolution (cluster_id, subject_kind, subject_id, predicate, claim_id, reason) values (${cluster}, 'node', ${id}, 'name', ${id}, 'x')`)
    await tx.query(sql`insert into organisation (cluster_id, organisation_id, name, right_of_use, giver_id, task) values (${cluster}, ${id}, 'x', ${use})`)
    await tx.query(sql`insert into node (cluster_id, node_id, name, right_of_use, giver_id, task) values (${cluster}, ${id}, 'x', ${use})`)
    await tx.query(sql`insert into search_entry (cluster_id, entity_kind, entity_id, label, normal, keys, right_of_use, giver_id, task) values (${cluster}, 'node', ${id}, 'x', 'x', '{}', ${use})`)
    await tx.query(sql`insert into node_link (cluster_id, node_id, relation, other_id, right_of_use, giver_id, task) values (${cluster}, ${id}, 'requires', 1, ${use})`)
    await tx.query(sql`insert into supplies (cluster_id, organisation_id, node_id, right_of_use, giver_id, task) values (${cluster}, ${id}, ${id}, ${use})`)
    await tx.query(sql`insert into organisation_link (cluster_id, supplier_id, customer_id, right_of_use, giver_id, task) values (${cluster}, ${id}, 1000, ${use})`)
    await tx.query(sql`insert into origin (cluster_id, node_id, country, right_of_use, giver_id, task) values (${cluster}, ${id}, 'JPN', ${use})`)
    await tx.query(sql`insert into indicator (cluster_id, indicator_id, name, right_of_use, giver_id, task) values (${cluster}, ${id}, 'x', ${use})`)
    await tx.query(sql`insert into observation (cluster_id, indicator_id, subject_kind, subject_id, period, claim_id, right_of_use, giver_id, task) values (${cluster}, ${id}, 'region', 1, '2026', ${id}, ${use})`)
  }
  await tx.exec(`
    insert into import (cluster_id) values ('${cluster}');
    insert into run (cluster_id, run_id, analysis, parameters, audience, host_id) values ('${cluster}', '00000000-0000-0000-0000-000000000001', 'x', '{}', 'team', '00000000-0000-0000-0000-000000000002');
    insert into shard (cluster_id, run_id, shard, part, host_id) values ('${cluster}', '00000000-0000-0000-0000-000000000001', 0, '', '00000000-0000-0000-0000-000000000002');
    insert into host (host_id, name) values ('00000000-0000-0000-0000-000000000002', 'x');
    insert into question (cluster_id, left_id, right_id, score, reasons) values ('${cluster}', 1, 2, 1, '[]');
    insert into merge (cluster_id, kept_id, merged_id) values ('${cluster}', 1, 2);
    insert into recipe (cluster_id, name, recipe) values ('${cluster}', 'x', '{}');
    insert into identifier (cluster_id, entity_kind, scheme, value, entity_id) values ('${cluster}', 'node', 'name', 'x', 1);
    insert into region (cluster_id, region_id, name, normal) values ('${cluster}', 1, 'x', 'x');
    insert into charter (cluster_id, version, content) values ('${cluster}', 1, '[]');
    insert into chain_version (cluster_id, name) values ('${cluster}', 'x');
    insert into risk_item (cluster_id, risk_id, node_id, kind, title, status, task, owner_id) values
      ('${cluster}', 1, 1, 'choke', 'x', 'proposed', 'T2', null), ('${cluster}', 2, 2, 'choke', 'x', 'confirmed', 'T2', null), ('${cluster}', 3, 3, 'choke', 'x', 'proposed', 'T2', 3);
    insert into risk_event (cluster_id, risk_id, change) select cluster_id, risk_id, '{}' from risk_item;
    insert into governance_item (cluster_id, item_id, kind, task, state, version, title, readers, parties, made_at, changed_at) values
      ('${cluster}', 1, 'motion', 'T2', 'moved', 1, 'x', 'members', '{}', now(), now()), ('${cluster}', 2, 'work', 'T2', 'open', 1, 'x', 'parties', '{3}', now(), now()), ('${cluster}', 3, 'work', 'T4', 'open', 1, 'x', 'parties', '{8}', now(), now()), ('${cluster}', 4, 'appeal', 'T2', 'filed', 1, 'x', 'parties', '{}', now(), now()), ('${cluster}', 5, 'policy', 'T2', 'recorded', 2, 'x', 'members', '{}', now(), now()), ('${cluster}', 6, 'meeting', 'T2', 'planned', 1, 'x', 'parties', '{3, 4}', now(), now());
    insert into governance_tally (cluster_id, kind, task, state, organisation_id, items) values ('${cluster}', 'work', 'T2', 'open', 0, 1), ('${cluster}', 'work', 'T2', 'open', 3, 1), ('${cluster}', 'work', 'T4', 'open', 0, 1), ('${cluster}', 'work', 'T4', 'open', 8, 1);
    insert into governance_waiting (cluster_id, organisation_id, task, event, from_date, items) values ('${cluster}', 0, 'T2', 'accept', '-infinity', 1), ('${cluster}', 3, 'T2', 'accept', '-infinity', 1), ('${cluster}', 0, 'T4', 'urge', '2026-11-02', 1), ('${cluster}', 8, 'T4', 'urge', '2026-11-02', 1);
    insert into governance_asked (cluster_id, item_id, event, organisation_id, task, needs) values ('${cluster}', 1, 'closeBallot', 0, 'T2', 'administer'), ('${cluster}', 1, 'castVote', 2, 'T2', 'decide'), ('${cluster}', 1, 'castVote', 3, 'T2', 'decide');
    insert into governance_health (cluster_id, task, organisation_id, convenors, content) values ('${cluster}', 'T2', 0, '{}', '{}'), ('${cluster}', 'T2', 3, '{3}', '{}'), ('${cluster}', 'T2', 8, '{3}', '{}');
    insert into governance_counted (cluster_id, task, counted_on, content) values ('${cluster}', 'T2', 'x', '[]');
    insert into post_span (cluster_id, item_id, seat, from_date, until_date, organisation_id) values ('${cluster}', 6, 1, '2026-01-01', '9999-12-31', 3);
    insert into policy_told (cluster_id, organisation_id, item_id, told_at) values ('${cluster}', 3, 5, now());
    insert into appeal_filer (cluster_id, item_id, organisation_id) values ('${cluster}', 4, 8);
    insert into governance_event (cluster_id, event_id, item_id, version, event, organisation_id, payload, secret, made_at, previous_hash, hash) values
      ('${cluster}', 1, 1, 1, 'move', 1, '{}', false, now(), '', ''), ('${cluster}', 2, 2, 1, 'open', 1, '{}', false, now(), '', ''), ('${cluster}', 3, 3, 1, 'open', 1, '{}', false, now(), '', ''), ('${cluster}', 4, 1, 2, 'castVote', 2, '{}', true, now(), '', ''),
      ('${cluster}', 5, 4, 1, 'file', 8, '{}', true, now(), '', ''), ('${cluster}', 6, 5, 1, 'record', 9, '{}', false, now(), '', ''), ('${cluster}', 7, 5, 2, 'tell', 9, '{}', true, now(), '', ''), ('${cluster}', 8, 6, 1, 'call', 9, '{}', false, now(), '', '');
    insert into governance_state (cluster_id, item_id, state) values ('${cluster}', 1, '{}');
    insert into notice_setting (cluster_id, account_id, pace, hour) values ('${cluster}', 1, 'daily', 8);
    insert into calendar_link (cluster_id, account_id, name, token_hash) values ('${cluster}', 1, '手机', 'a hash');
    insert into webhook (cluster_id, url, secret, account_id, told, next_at) values ('${cluster}', 'https://x.example', 'x', 1, 0, now());
    insert into audit_entry (cluster_id, entry_id, act, outcome, endpoint, subject, calls, account_id, role, made_at, previous_hash, hash) values
      ('${cluster}', 1, 'saw', 'done', 'x', '', 1, 1, 'analyst', now(), '', ''), ('${cluster}', 2, 'did', 'done', 'x', '', 1, 2, 'member', now(), '', '');`)
  for (const audience of ['team', 'centres', 'cluster', 'public']) {
    await tx.query(sql`insert into node_state (cluster_id, node_id, audience, state, reasons, snapshot) values (${cluster}, 1, ${audience}, 'weak', '[]', 'x')`)
    await tx.query(sql`insert into computed (cluster_id, name, audience, revision, snapshot) values (${cluster}, 'x', ${audience}, 1, 'x')`)
    await tx.query(sql`insert into report (cluster_id, period, title, audience) values (${cluster}, '2026-10', 'x', ${audience})`)
    await tx.query(sql`insert into result (cluster_id, analysis, version, snapshot, revision, audience, parameters, parameters_hash, content, sha256, computed_ms) values (${cluster}, 'x', 1, 'x', 1, ${audience}, '{}', 'x', '', 'x', 1)`)
    await tx.query(sql`insert into figure (cluster_id, figure_id, report_id, name, content, audience) values (${cluster}, ${audience}, 1, 'x', '{}', ${audience})`)
  }
}
