import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { savesData, show } from "./live/thinLine";
import { App } from "./shell/App";
import { watchVersions } from "./shell/offline/versions";
import { makeServices } from "./shell/services";
import "./shell/styles/index.css";
import { startTexts } from "./texts/language";

const root = document.getElementById("root");
show(savesData());
if (root) {
  await startTexts();
  createRoot(root).render(
    <StrictMode>
      <App services={makeServices()} />
    </StrictMode>,
  );
}

// In a browser without them (or in private mode) the page works, it only needs the network to open.
if (import.meta.env.PROD && "serviceWorker" in navigator) {
  watchVersions(navigator.serviceWorker).catch(() => undefined);
}
