import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
import { board } from "./scripts/board.ts";
import { emojiData } from "./scripts/emoji.ts";
import { pdf } from "./scripts/pdf.ts";
import { serviceWorker } from "./scripts/worker.ts";

// The host that the development server passes requests to: `dotnet run --project src/Sferum.Host -- --demo`.
const host = process.env.SFERUM_HOST ?? "http://127.0.0.1:8080";

export default defineConfig({
  plugins: [react(), board(), pdf(), emojiData(), serviceWorker()],
  build: {
    target: "es2022",
    manifest: true,
    // Nothing is inlined: the page's Content-Security-Policy allows own files and nothing else.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // What every page stands on is one file: cut up among the pages that share it, it would be many and pack worse.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            {
              name: "base",
              test: /node_modules\/(react|react-dom|scheduler|use-sync-external-store|zustand|i18next|react-i18next|@tanstack\/(history|query-core|react-query|react-router|router-core))\//,
            },
          ],
        },
      },
    },
  },
  server: {
    proxy: {
      "/api": { target: host },
      "/hub": { target: host, ws: true },
    },
    fs: { allow: [".", "../Sferum.Protocol/Texts"] },
  },
  test: {
    environment: "jsdom",
    setupFiles: ["src/testing/setup.ts"],
    env: { TZ: "Asia/Anadyr" },
    restoreMocks: true,
    testTimeout: 60_000,
    reporters: ["default", "./scripts/totals.mjs"],
  },
});
