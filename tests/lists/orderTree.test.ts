import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  changeFacet,
  CHILDREN_MAX,
  countsOf,
  insertKey,
  LEAF_KEYS_MAX,
  removeKey,
  type RootNode,
  type TreeNode,
  type TreeNodes,
} from "../../lib/lists/orderTree";
import { countKeys, countsBelow, keyAt, sumOf } from "../../lib/lists/orderTreeRead";

type Valued<Arbitrary> = Arbitrary extends fc.Arbitrary<infer Value> ? Value : never;

/** Nodes in memory that count what a transaction would read. */
class MemoryNodes implements TreeNodes {
  readonly rootNode: RootNode = { level: 0, keys: [], facets: [], children: [], counts: [], facetNames: [] };
  readonly nodes = new Map<string, TreeNode>();
  loads = 0;
  #lastId = 0;

  root = () => Promise.resolve(this.rootNode);
  load = (id: string) => {
    this.loads += 1;
    const node = this.nodes.get(id);
    return node === undefined ? Promise.reject(new Error(`no node ${id}`)) : Promise.resolve(node);
  };
  create = (node: TreeNode) => {
    this.#lastId += 1;
    this.nodes.set(String(this.#lastId), node);
    return Promise.resolve(String(this.#lastId));
  };
  remove = (id: string) => Promise.resolve(void this.nodes.delete(id));
  changed = () => undefined;
}

/** What must hold after every change: order, sizes, and counts that equal what is below. */
function validate(nodes: MemoryNodes, node: TreeNode = nodes.rootNode): { nodes: number; keys: string[] } {
  expect(node.keys).toEqual(node.keys.toSorted());
  expect(node.keys.length).toBeLessThanOrEqual(node.level === 0 ? LEAF_KEYS_MAX : CHILDREN_MAX);
  if (node.level === 0) {
    expect(node.facets.length).toBe(node.keys.length);
    return { nodes: 1, keys: node.keys };
  }
  const children = node.children.map((id) => nodes.nodes.get(id) as TreeNode);
  const below = children.map((child, index) => {
    expect(child.level).toBe(node.level - 1);
    expect(child.keys.length).toBeGreaterThan(0);
    expect((node.keys[index] as string) <= (child.keys[0] as string)).toBe(true);
    expect(trimmed(node.counts[index] as number[])).toEqual(trimmed(countsOf(child)));
    return validate(nodes, child);
  });
  return {
    nodes: 1 + below.reduce((sum, one) => sum + one.nodes, 0),
    keys: below.flatMap((one) => one.keys),
  };
}

function trimmed(counts: readonly number[]): number[] {
  const last = counts.findLastIndex((count) => count !== 0);
  return counts.slice(0, last + 1);
}

const facetNames = ["lead", "customer", "archived"];
const key = fc.integer({ min: 0, max: 2000 }).map((number) => String(number).padStart(5, "0"));
const change = fc.record({
  kind: fc.constantFrom("insert", "insert", "insert", "remove", "facet"),
  key,
  facet: fc.constantFrom(...facetNames),
});

test("a tree counts and finds what a sorted list does, after any changes", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 1500 }), async (changes) => {
      const nodes = new MemoryNodes();
      const model = new Map<string, string>();
      for (const step of changes) {
        await apply(nodes, model, step);
      }
      const { keys, nodes: reachable } = validate(nodes);
      expect(keys).toEqual([...model.keys()].toSorted());
      expect(reachable).toBe(nodes.nodes.size + 1);
      for (const facet of facetNames) {
        const expected = keys.filter((one) => model.get(one) === facet);
        const match = (name: string) => name === facet;
        expect(countKeys(nodes.rootNode, match)).toBe(expected.length);
        for (const rank of [0, 1, expected.length >> 1, expected.length - 1, expected.length]) {
          expect(await keyAt(nodes.rootNode, nodes.load, rank, match)).toBe(expected[rank] ?? null);
        }
        for (const end of ["", "00000", "01000", "01000x", ...keys.slice(0, 3), ...keys.slice(-2), "9"]) {
          const below = await countsBelow(nodes.rootNode, nodes.load, end);
          expect(sumOf(nodes.rootNode, below, match)).toBe(expected.filter((one) => one < end).length);
        }
      }
    }),
    { numRuns: 60 },
  );
});

async function apply(nodes: MemoryNodes, model: Map<string, string>, step: Valued<typeof change>) {
  const isThere = model.has(step.key);
  if (step.kind === "insert" && !isThere) {
    await insertKey(nodes, step.key, step.facet);
    model.set(step.key, step.facet);
  } else if (step.kind === "remove" && isThere) {
    await removeKey(nodes, step.key);
    model.delete(step.key);
  } else if (step.kind === "facet" && isThere) {
    await changeFacet(nodes, step.key, step.facet);
    model.set(step.key, step.facet);
  }
}

describe("at 100,000 keys", () => {
  test.each(["ascending", "descending", "scattered"])(
    "%s inserts leave a tree of four levels",
    async (order) => {
      const nodes = new MemoryNodes();
      const total = 100_000;
      for (let index = 0; index < total; index += 1) {
        const place = { ascending: index, descending: total - index, scattered: (index * 7919) % total }[
          order
        ];
        await insertKey(nodes, String(place).padStart(6, "0"), facetNames[index % 3] as string);
      }
      validate(nodes);
      nodes.loads = 0;
      const found = await keyAt(nodes.rootNode, nodes.load, 50_000, () => true);
      expect(found).toBe(String(order === "descending" ? 50_001 : 50_000).padStart(6, "0"));
      expect(nodes.loads).toBeLessThanOrEqual(3);
      nodes.loads = 0;
      const below = await countsBelow(nodes.rootNode, nodes.load, found ?? "");
      expect(sumOf(nodes.rootNode, below, () => true)).toBe(50_000);
      expect(nodes.loads).toBeLessThanOrEqual(3);
    },
  );
});
