import { countsOf, type RootNode, type TreeNode } from "./orderTree";

/** Which facets a question is about. */
export type FacetMatch = (facetName: string) => boolean;

/** How many keys match. Reads the root only. */
export function countKeys(root: RootNode, match: FacetMatch): number {
  const counts = countsOf(root);
  return matching(root, match).reduce((sum, facet) => sum + (counts[facet] ?? 0), 0);
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
