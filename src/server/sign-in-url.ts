/** The page that takes a one-time link. */
export function signInUrl(baseUrl: string, token: string): string {
  const url = new URL('/sign-in', baseUrl)
  url.searchParams.set('token', token)
  return url.href
}
