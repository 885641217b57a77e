import { countsOf, type RootNode, type TreeNode } from "./orderTree";

/** Which facets a question is about. */
export type FacetMatch = (facetName: string) => boolean;

/** How many keys match. Reads the root only. */
export function countKeys(root: RootNode, match: FacetMatch): number {
  return sumOf(root, countsOf(root), match);
}

/** The matching key with `rank` matching keys below it, or null beyond the end. Reads one node per level. */
export async function keyAt(
  root: RootNode,
  load: (id: string) => Promise<TreeNode>,
  rank: number,
  match: FacetMatch,
): Promise<string | null> {
  const facets = matching(root, match);
  let node: TreeNode = root;
  let left = rank;
  while (node.level > 0) {
    const step = childWith(node, left, facets);
    if (step === null) {
      return null;
    }
    left = step.left;
    node = await load(step.id);
  }
  const keys = node.keys.filter((_, index) => facets.includes(node.facets[index] ?? -1));
  return keys[left] ?? null;
}

/**
 * How many keys are below `key`, for each facet by its place in `facetNames`: `sumOf` makes the answer of a question from
 * it. The key need not be in the list. Reads one node per level.
 */
export async function countsBelow(
  root: RootNode,
  load: (id: string) => Promise<TreeNode>,
  key: string,
): Promise<number[]> {
  const below = root.facetNames.map(() => 0);
  let node: TreeNode = root;
  while (node.level > 0) {
    const later = node.keys.findIndex((first) => first > key);
    const child = Math.max(0, (later < 0 ? node.keys.length : later) - 1);
    for (const counts of node.counts.slice(0, child)) {
      counts.forEach((count, facet) => {
        below[facet] = (below[facet] ?? 0) + count;
      });
    }
    const id = node.children[child];
    if (id === undefined) {
      throw new Error("A node of a list is damaged: an inner node without children");
    }
    node = await load(id);
  }
  node.facets.forEach((facet, index) => {
    below[facet] = (below[facet] ?? 0) + ((node.keys[index] ?? key) < key ? 1 : 0);
  });
  return below;
}

/** What the facets of a question add up to. */
export function sumOf(root: RootNode, counts: readonly number[], match: FacetMatch): number {
  return matching(root, match).reduce((sum, facet) => sum + (counts[facet] ?? 0), 0);
}

function childWith(
  node: TreeNode,
  rank: number,
  facets: readonly number[],
): { id: string; left: number } | null {
  let left = rank;
  for (const [index, id] of node.children.entries()) {
    const count = facets.reduce((sum, facet) => sum + (node.counts[index]?.[facet] ?? 0), 0);
    if (left < count) {
      return { id, left };
    }
    left -= count;
  }
  return null;
}

function matching(root: RootNode, match: FacetMatch): number[] {
  return root.facetNames.flatMap((name, facet) => (match(name) ? [facet] : []));
}
