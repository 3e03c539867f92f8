/** How many times as long as usual random input is thrown: `FUZZ=10 npx vitest run test/api/fuzz.test.ts`. */
const times = Number(process.env.FUZZ ?? 1);
/** So many runs as are usual, or the multiple that was asked for. */
export const runs = (usual) => ({ numRuns: usual * times });
/** The time limit of a test whose runs are multiplied. */
export const patience = (usual) => usual * times;
