import { AppError } from '../shared/errors.ts'
import type { Db } from './db.ts'
import { codeOf } from './failure.ts'
import { sql } from './sql.ts'

/** The role that the application's statements run as. It owns nothing and cannot bypass row-level security. */
export const appRole = 'polycenter_app'

type RoleRow = { dangerous: boolean; usable: boolean }

/** Makes the application's role where it is missing, and gives it what it needs in this database. Safe to repeat. */
export async function ensureAppRole(owner: Db): Promise<void> {
  const [role] = await findRole(owner)
  try {
    if (!role) await createRole(owner)
    if (!role?.usable) await owner.exec(`grant ${appRole} to current_user`)
  } catch (error) {
    if (codeOf(error) === '42501') throw noRight(owner, role !== undefined, error)
    throw error
  }
  if (role?.dangerous) throw dangerous()
  await grant(owner)
}

function findRole(owner: Db): Promise<RoleRow[]> {
  return owner.query<RoleRow>(sql`
    select rolsuper or rolbypassrls as dangerous, pg_has_role(current_user, oid, 'member') as usable
    from pg_roles
    where rolname = ${appRole}
  `)
}

async function createRole(owner: Db): Promise<void> {
  try {
    await owner.exec(`create role ${appRole} nologin nosuperuser nobypassrls nocreatedb nocreaterole`)
  } catch (error) {
    // Roles belong to the whole server: a start on another of its databases may have been quicker.
    if (codeOf(error) !== '42710' && codeOf(error) !== '23505') throw error
  }
}

/** Default privileges, set before the first migration, reach every table to come; a migration may take rights away again. */
async function grant(owner: Db): Promise<void> {
  const [granted] = await owner.query<{ done: boolean }>(sql`
    select exists (
      select 1
      from pg_default_acl
      where defaclrole = (select oid from pg_roles where rolname = current_user)
        and defaclnamespace = 'public'::regnamespace
        and defaclobjtype = 'r'
        and defaclacl::text like ${`%${appRole}=%`}
    ) as done
  `)
  if (granted?.done) return
  const database = sql`select current_database() as name`
  const [{ name } = { name: '' }] = await owner.query<{ name: string }>(database)
  await owner.exec(`
    grant connect, temporary on database "${name.replaceAll('"', '""')}" to ${appRole};
    grant usage on schema public to ${appRole};
    alter default privileges in schema public grant select, insert, update, delete on tables to ${appRole};
    alter default privileges in schema public grant usage, select on sequences to ${appRole};
  `)
}

function noRight(owner: Db, exists: boolean, cause: unknown): AppError {
  const { user, database } = owner.engine.connection
  const statements = `${exists ? '' : `create role ${appRole} nologin; `}grant ${appRole} to "${user}";`
  const error = new AppError(
    'database-rights',
    {
      zh: `数据库 ${database} 的用户 ${user} 无权建立或使用角色 ${appRole}。请数据库管理员执行：${statements}`,
      en: `User ${user} of database ${database} may not make or take the role ${appRole}. Ask its administrator to run: ${statements}`,
    },
    { statements },
  )
  return Object.assign(error, { cause })
}

function dangerous(): AppError {
  const statements = `alter role ${appRole} nosuperuser nobypassrls;`
  return new AppError(
    'database-rights',
    {
      zh: `角色 ${appRole} 可以绕过行级安全，程序拒绝以它运行。请数据库管理员执行：${statements}`,
      en: `The role ${appRole} can bypass row-level security; Polycenter refuses to run as it. Ask the administrator to run: ${statements}`,
    },
    { statements },
  )
}
