import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./shell/App";
import { makeServices } from "./shell/services";
import "./shell/styles/index.css";
import { startTexts } from "./texts/language";

const root = document.getElementById("root");
if (root) {
  await startTexts();
  createRoot(root).render(
    <StrictMode>
      <App services={makeServices()} />
    </StrictMode>,
  );
}
