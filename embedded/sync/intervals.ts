import type { KeyRange } from "../types";

interface Node<Owner> {
  readonly range: KeyRange;
  readonly owner: Owner;
  /** Tells equal ranges apart, so that one of them can be removed. */
  readonly serial: number;
  readonly priority: number;
  left: Node<Owner> | null;
  right: Node<Owner> | null;
  /** The highest `to` of this node and everything below it: a subtree that ends before a key is skipped whole. */
  highest: Buffer;
}

/** What `add` returns and `remove` takes. */
export type Handle<Owner> = Pick<Node<Owner>, "range" | "serial">;

/**
 * Ranges of index keys and who cares about them. Finding the owners of a key costs a logarithm of the number of
 * ranges plus the owners found; a treap keeps it so whatever the order of additions and removals.
 */
export class Intervals<Owner> {
  private readonly roots = new Map<number, Node<Owner>>();
  private nextSerial = 0;
  private seed = 1;

  add(range: KeyRange, owner: Owner): Handle<Owner> {
    const serial = this.nextSerial++;
    const node: Node<Owner> = {
      range,
      owner,
      serial,
      priority: this.random(),
      left: null,
      right: null,
      highest: range.to,
    };
    const [below, above] = split(this.roots.get(range.index) ?? null, node);
    this.setRoot(range.index, merge(merge(below, node), above));
    return node;
  }

  remove(handle: Handle<Owner>): void {
    const { index } = handle.range;
    this.setRoot(index, without(this.roots.get(index) ?? null, handle));
  }

  /** Calls `found` for every range of the index that holds the key. */
  visit(index: number, key: Buffer, found: (owner: Owner) => void): void {
    visit(this.roots.get(index) ?? null, key, found);
  }

  private setRoot(index: number, root: Node<Owner> | null): void {
    if (root === null) {
      this.roots.delete(index);
    } else {
      this.roots.set(index, root);
    }
  }

  /** A linear congruential generator: the tree needs balance, not secrecy, and tests need the same tree each time. */
  private random(): number {
    this.seed = (Math.imul(this.seed, 1_664_525) + 1_013_904_223) >>> 0;
    return this.seed;
  }
}

function visit<Owner>(node: Node<Owner> | null, key: Buffer, found: (owner: Owner) => void): void {
  if (node === null || Buffer.compare(node.highest, key) <= 0) {
    return;
  }
  visit(node.left, key, found);
  if (Buffer.compare(node.range.from, key) > 0) {
    return;
  }
  if (Buffer.compare(node.range.to, key) > 0) {
    found(node.owner);
  }
  visit(node.right, key, found);
}

/** The nodes that sort before `pivot`, and the others. */
function split<Owner>(
  node: Node<Owner> | null,
  pivot: Handle<Owner>,
): [Node<Owner> | null, Node<Owner> | null] {
  if (node === null) {
    return [null, null];
  }
  if (order(node, pivot) < 0) {
    const [below, above] = split(node.right, pivot);
    node.right = below;
    return [refresh(node), above];
  }
  const [below, above] = split(node.left, pivot);
  node.left = above;
  return [below, refresh(node)];
}

/** Everything in `left` sorts before everything in `right`. */
function merge<Owner>(left: Node<Owner> | null, right: Node<Owner> | null): Node<Owner> | null {
  if (left === null || right === null) {
    return left ?? right;
  }
  if (left.priority > right.priority) {
    left.right = merge(left.right, right);
    return refresh(left);
  }
  right.left = merge(left, right.left);
  return refresh(right);
}

function without<Owner>(node: Node<Owner> | null, handle: Handle<Owner>): Node<Owner> | null {
  if (node === null) {
    return null;
  }
  const difference = order(handle, node);
  if (difference === 0) {
    return merge(node.left, node.right);
  }
  if (difference < 0) {
    node.left = without(node.left, handle);
  } else {
    node.right = without(node.right, handle);
  }
  return refresh(node);
}

function refresh<Owner>(node: Node<Owner>): Node<Owner> {
  node.highest = node.range.to;
  for (const child of [node.left, node.right]) {
    if (child !== null && Buffer.compare(child.highest, node.highest) > 0) {
      node.highest = child.highest;
    }
  }
  return node;
}

function order<Owner>(a: Handle<Owner>, b: Handle<Owner>): number {
  return Buffer.compare(a.range.from, b.range.from) || a.serial - b.serial;
}
