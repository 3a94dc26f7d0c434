import type { Cluster } from "../operators/protocol";

const day = 86_400_000;
const now = Date.now();

/** An invented deployment: something stands in each part of it, and not all of it is well. */
export const clusterNow = (): Cluster => ({
  at: now,
  version: "1.4.0",
  silos: [
    {
      name: "silo-1",
      address: "10.0.0.1:11111",
      status: "active",
      startedAt: now - 3 * day,
      version: "1.4.0",
      activations: 1520,
      cpu: 12.5,
      memory: 512 * 1024 * 1024,
      memoryLimit: 4 * 1024 * 1024 * 1024,
    },
    { name: "silo-2", address: "10.0.0.2:11111", status: "gone", startedAt: now - 3 * day, seenAt: now - 60_000 },
  ],
  gateways: [
    { name: "gate-1", status: "serving", version: "1.4.0", startedAt: now - day, connections: 1200, limit: 15_000 },
    { name: "gate-2", status: "silent" },
  ],
  mediaNodes: [
    { name: "janus-1", status: "serving", sessions: 3, legs: 48 },
    { name: "janus-2", status: "away" },
  ],
  queues: [
    { kind: "roster_acts", waiting: 0 },
    { kind: "letters", waiting: 4, since: now - 600_000 },
  ],
  slowChats: [{ chatId: "c9", kind: "class", school: "Лицей № 3", tookMs: 1800, at: now - 1000 }],
  database: {
    roundTripMs: 1.2,
    server: "PostgreSQL 16.4",
    bytes: 3 * 1024 ** 3,
    connections: 42,
    mostConnections: 200,
    migration: "0027_operators.sql",
  },
  works: [{ act: "roster.imported", words: "Загружены списки школы", school: "Лицей № 3", at: now - day }],
  certificates: [{ process: "silo-1", kind: "own", endsAt: now + 5 * day }],
});
