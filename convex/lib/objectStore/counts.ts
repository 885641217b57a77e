import type { Doc, Id } from "../../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../../_generated/server";
import {
  changeFacet,
  insertKey,
  removeKey,
  type RootNode,
  type TreeNode,
  type TreeNodes,
} from "../../../lib/lists/orderTree";

type NodeDoc = Doc<"listNodes">;

const emptyRoot = (): RootNode => ({
  level: 0,
  keys: [],
  facets: [],
  children: [],
  counts: [],
  facetNames: [],
});

/** The root of a list's tree, or an empty one for a list that nothing was ever in. */
export async function loadRoot(ctx: QueryCtx, list: string): Promise<RootNode> {
  return (await findRoot(ctx, list)) ?? emptyRoot();
}

export async function loadNode(ctx: QueryCtx, id: string): Promise<TreeNode> {
  const node = await ctx.db.get("listNodes", id as Id<"listNodes">);
  if (node === null) {
    throw new Error(`A list lost its node ${id}`);
  }
  return node;
}

/**
 * The counts of all lists that one write touches. Nodes are loaded once and written once, by `flush`, however many
 * objects the write makes: this is what keeps a batch cheap.
 */
export class ListCounts {
  readonly #ctx: MutationCtx;
  readonly #lists = new Map<string, ListNodes>();

  constructor(ctx: MutationCtx) {
    this.#ctx = ctx;
  }

  async insert(list: string, key: string, facet: string): Promise<void> {
    await insertKey(this.#nodesOf(list), key, facet);
  }

  async remove(list: string, key: string): Promise<void> {
    await removeKey(this.#nodesOf(list), key);
  }

  async changeFacet(list: string, key: string, facet: string): Promise<void> {
    await changeFacet(this.#nodesOf(list), key, facet);
  }

  async flush(): Promise<void> {
    for (const nodes of this.#lists.values()) {
      await nodes.flush();
    }
    this.#lists.clear();
  }

  #nodesOf(list: string): ListNodes {
    const nodes = this.#lists.get(list) ?? new ListNodes(this.#ctx, list);
    this.#lists.set(list, nodes);
    return nodes;
  }
}

class ListNodes implements TreeNodes {
  readonly #ctx: MutationCtx;
  readonly #list: string;
  readonly #loaded = new Map<string, TreeNode>();
  readonly #ids = new Map<TreeNode, Id<"listNodes">>();
  readonly #changed = new Set<TreeNode>();
  #root: RootNode | null = null;

  constructor(ctx: MutationCtx, list: string) {
    this.#ctx = ctx;
    this.#list = list;
  }

  async root(): Promise<RootNode> {
    if (this.#root === null) {
      const stored = await findRoot(this.#ctx, this.#list);
      this.#root = stored ?? emptyRoot();
      this.#ids.set(this.#root, stored?._id ?? (await this.#insert(this.#root, true)));
    }
    return this.#root;
  }

  async load(id: string): Promise<TreeNode> {
    const known = this.#loaded.get(id);
    if (known !== undefined) {
      return known;
    }
    const node = await loadNode(this.#ctx, id);
    this.#remember(id as Id<"listNodes">, node);
    return node;
  }

  async create(node: TreeNode): Promise<string> {
    const id = await this.#insert(node, false);
    this.#remember(id, node);
    return id;
  }

  async remove(id: string): Promise<void> {
    const node = await this.load(id);
    this.#changed.delete(node);
    this.#loaded.delete(id);
    await this.#ctx.db.delete("listNodes", id as Id<"listNodes">);
  }

  changed(node: TreeNode): void {
    this.#changed.add(node);
  }

  async flush(): Promise<void> {
    for (const node of this.#changed) {
      const id = this.#ids.get(node);
      if (id !== undefined) {
        await this.#ctx.db.replace("listNodes", id, this.#fields(node, node === this.#root));
      }
    }
    this.#changed.clear();
  }

  #remember(id: Id<"listNodes">, node: TreeNode): void {
    this.#loaded.set(id, node);
    this.#ids.set(node, id);
  }

  async #insert(node: TreeNode, isRoot: boolean): Promise<Id<"listNodes">> {
    return await this.#ctx.db.insert("listNodes", this.#fields(node, isRoot));
  }

  #fields(node: TreeNode, isRoot: boolean): Omit<NodeDoc, "_id" | "_creationTime"> {
    return {
      list: this.#list,
      isRoot,
      level: node.level,
      keys: node.keys,
      facets: node.facets,
      children: node.children as Id<"listNodes">[],
      counts: node.counts,
      facetNames: isRoot ? (this.#root?.facetNames ?? []) : [],
    };
  }
}

async function findRoot(ctx: QueryCtx, list: string): Promise<NodeDoc | null> {
  return await ctx.db
    .query("listNodes")
    .withIndex("by_list", (q) => q.eq("list", list).eq("isRoot", true))
    .first();
}
