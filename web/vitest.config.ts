// Plain .ts only: hard behaviour lives outside components, so that its tests
// need neither a browser nor a compiler.
import { defineConfig } from 'vitest/config';

// vitest 5 asks for Node 22 and prints failures by Map.groupBy; we promise Node
// 20.19, where a failing test would otherwise show a crash instead of its reason.
(Map as { groupBy?: unknown }).groupBy ??= <K, V>(items: Iterable<V>, keyOf: (v: V, i: number) => K) => {
  const groups = new Map<K, V[]>();
  let i = 0;
  for (const v of items) {
    const k = keyOf(v, i++);
    groups.set(k, [...(groups.get(k) ?? []), v]);
  }
  return groups;
};

export default defineConfig({
  test: { include: ['{shared,loader,widget,demo,staff,expert,console,money,learn,apply}/**/*.test.ts'], environment: 'node', pool: 'threads', maxWorkers: 1 },
});
