/**
 * A counted B+ tree over the keys of one list. It answers how many objects a list has and which key is the n-th,
 * from a handful of nodes at any size. Every key has a *facet* (for example "lead, active, not archived"), and
 * nodes count per facet, so that one tree serves a list and all its declared refinements.
 */
export interface TreeNode {
  /** 0 for a leaf. */
  level: number;
  /** Of a leaf: its keys in order. Of an inner node: for each child a key that is not above the child's first. */
  keys: string[];
  /** Of a leaf: for each key the place of its facet in `facetNames` of the root. */
  facets: number[];
  /** Of an inner node: the children and what they hold, per facet. */
  children: string[];
  counts: number[][];
}

export interface RootNode extends TreeNode {
  /** Grows only: places of facets never change. */
  facetNames: string[];
}

/** Loads nodes and notes which ones changed. Every method may be called many times in one transaction. */
export interface TreeNodes {
  root(): Promise<RootNode>;
  load(id: string): Promise<TreeNode>;
  create(node: TreeNode): Promise<string>;
  remove(id: string): Promise<void>;
  changed(node: TreeNode): void;
}

/** Sixty-four keys of 19 characters are a document of about 1.5 kB: cheap to rewrite, and few to walk. */
export const LEAF_KEYS_MAX = 64;
export const CHILDREN_MAX = 32;

export async function insertKey(nodes: TreeNodes, key: string, facetName: string): Promise<void> {
  const root = await nodes.root();
  const facet = facetNumber(nodes, root, facetName);
  const path = await pathTo(nodes, root, key);
  const leaf = leafOf(path);
  const index = lowerBound(leaf.keys, key);
  if (leaf.keys[index] === key) {
    throw new Error(`The list has the key ${key} already`);
  }
  leaf.keys.splice(index, 0, key);
  leaf.facets.splice(index, 0, facet);
  countAlong(nodes, path, facet, 1);
  lowerFirstKeys(path, key);
  await splitUpwards(nodes, path, index === leaf.keys.length - 1);
}

export async function removeKey(nodes: TreeNodes, key: string): Promise<void> {
  const path = await pathTo(nodes, await nodes.root(), key);
  const leaf = leafOf(path);
  const index = indexOfKey(leaf, key);
  leaf.keys.splice(index, 1);
  const [facet = 0] = leaf.facets.splice(index, 1);
  countAlong(nodes, path, facet, -1);
  await dropEmptied(nodes, path);
}

/** Gives a key another facet. Its place stays, so no node is split. */
export async function changeFacet(nodes: TreeNodes, key: string, facetName: string): Promise<void> {
  const root = await nodes.root();
  const facet = facetNumber(nodes, root, facetName);
  const path = await pathTo(nodes, root, key);
  const leaf = leafOf(path);
  const index = indexOfKey(leaf, key);
  const before = leaf.facets[index] ?? 0;
  if (before === facet) {
    return;
  }
  leaf.facets[index] = facet;
  countAlong(nodes, path, before, -1);
  countAlong(nodes, path, facet, 1);
}

type Step = { node: TreeNode; child: number };
type Path = Step[];

async function pathTo(nodes: TreeNodes, root: TreeNode, key: string): Promise<Path> {
  const path: Path = [];
  let node = root;
  while (node.level > 0) {
    const child = Math.max(0, upperBound(node.keys, key) - 1);
    path.push({ node, child });
    node = await nodes.load(at(node.children, child));
  }
  path.push({ node, child: -1 });
  return path;
}

function leafOf(path: Path): TreeNode {
  return at(path, path.length - 1).node;
}

function indexOfKey(leaf: TreeNode, key: string): number {
  const index = lowerBound(leaf.keys, key);
  if (leaf.keys[index] !== key) {
    throw new Error(`The list does not have the key ${key}`);
  }
  return index;
}

function countAlong(nodes: TreeNodes, path: Path, facet: number, change: number): void {
  for (const { node, child } of path) {
    nodes.changed(node);
    if (child >= 0) {
      addTo(at(node.counts, child), facet, change);
    }
  }
}

/** A key below all others goes to the first child, whose key in its parent must not stay above it. */
function lowerFirstKeys(path: Path, key: string): void {
  for (const { node, child } of path) {
    if (child === 0 && key < at(node.keys, 0)) {
      node.keys[0] = key;
    }
  }
}

async function splitUpwards(nodes: TreeNodes, path: Path, appended: boolean): Promise<void> {
  for (let depth = path.length - 1; depth >= 0; depth -= 1) {
    const { node } = at(path, depth);
    if (node.keys.length <= (node.level === 0 ? LEAF_KEYS_MAX : CHILDREN_MAX)) {
      return;
    }
    // Objects mostly come in order of time. A full node that was appended to stays full, instead of half empty.
    const right = cut(node, appended ? node.keys.length - 1 : node.keys.length >> 1);
    if (depth === 0) {
      await growRoot(nodes, node, right);
      return;
    }
    const parent = at(path, depth - 1);
    parent.node.keys.splice(parent.child + 1, 0, at(right.keys, 0));
    parent.node.children.splice(parent.child + 1, 0, await nodes.create(right));
    parent.node.counts.splice(parent.child, 1, countsOf(node), countsOf(right));
    nodes.changed(parent.node);
  }
}

/** The root keeps its identity: its halves move into two new nodes below it. */
async function growRoot(nodes: TreeNodes, root: TreeNode, right: TreeNode): Promise<void> {
  const left = cut(root, 0);
  root.keys = [at(left.keys, 0), at(right.keys, 0)];
  root.counts = [countsOf(left), countsOf(right)];
  root.children = [await nodes.create(left), await nodes.create(right)];
  root.level += 1;
  nodes.changed(root);
}

function cut(node: TreeNode, index: number): TreeNode {
  return {
    level: node.level,
    keys: node.keys.splice(index),
    facets: node.facets.splice(index),
    children: node.children.splice(index),
    counts: node.counts.splice(index),
  };
}

async function dropEmptied(nodes: TreeNodes, path: Path): Promise<void> {
  for (let depth = path.length - 1; depth > 0; depth -= 1) {
    const parent = at(path, depth - 1);
    if (at(path, depth).node.keys.length > 0) {
      return;
    }
    await nodes.remove(at(parent.node.children, parent.child));
    parent.node.keys.splice(parent.child, 1);
    parent.node.children.splice(parent.child, 1);
    parent.node.counts.splice(parent.child, 1);
  }
  const root = at(path, 0).node;
  if (root.keys.length === 0) {
    root.level = 0;
  }
}

function facetNumber(nodes: TreeNodes, root: RootNode, name: string): number {
  const known = root.facetNames.indexOf(name);
  if (known >= 0) {
    return known;
  }
  root.facetNames.push(name);
  nodes.changed(root);
  return root.facetNames.length - 1;
}

/** What a node holds, per facet. */
export function countsOf(node: TreeNode): number[] {
  const counts: number[] = [];
  node.facets.forEach((facet) => {
    addTo(counts, facet, 1);
  });
  for (const ofChild of node.counts) {
    ofChild.forEach((count, facet) => {
      addTo(counts, facet, count);
    });
  }
  return counts;
}

function addTo(counts: number[], facet: number, change: number): void {
  while (counts.length <= facet) {
    counts.push(0);
  }
  counts[facet] = (counts[facet] ?? 0) + change;
}

/** The first index whose key is not below `key`. */
function lowerBound(keys: readonly string[], key: string): number {
  return partition(keys, (candidate) => candidate < key);
}

/** The first index whose key is above `key`. */
function upperBound(keys: readonly string[], key: string): number {
  return partition(keys, (candidate) => candidate <= key);
}

function partition(keys: readonly string[], isBefore: (key: string) => boolean): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (isBefore(at(keys, middle))) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

function at<Item>(items: readonly Item[], index: number): Item {
  const item = items[index];
  if (item === undefined) {
    throw new Error(`A node of a list is damaged: nothing at ${index} of ${items.length}`);
  }
  return item;
}
