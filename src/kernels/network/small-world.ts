/** What a random network of as many nodes and ties would show, and how many times more clustered for its distances this one is. */
export type SmallWorld = { randomClustering: number; randomDistance: number; sigma: number }

/**
 * The small-world ratio against the random network's analytic values: clustering k / n and mean distance ln n / ln k, k the mean degree.
 * M. D. Humphries and K. Gurney, "Network 'small-world-ness'", PLoS ONE 3(4), 2008; D. Watts and S. Strogatz 1998. The distance formula asks
 * for k > 1: below, and where clustering or distance is undefined, NaN.
 */
export function smallWorld({ nodes, meanDegree, averageClustering, meanDistance }: { nodes: number; meanDegree: number; averageClustering: number; meanDistance: number }): SmallWorld {
  const randomClustering = meanDegree / nodes
  const randomDistance = meanDegree > 1 ? Math.log(nodes) / Math.log(meanDegree) : NaN
  return { randomClustering, randomDistance, sigma: averageClustering / randomClustering / (meanDistance / randomDistance) }
}
