// Lays a Brotli copy beside each file that shrinks by it: the first load travels over satellite links, and the host only picks.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const dist = join(import.meta.dirname, "..", "dist");
for (const name of readdirSync(dist, { recursive: true })) {
  if (!/\.(m?js|css|svg)$/.test(name)) continue;
  const bytes = readFileSync(join(dist, name));
  const packed = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
  if (packed.length < bytes.length * 0.9) writeFileSync(join(dist, `${name}.br`), packed);
}
