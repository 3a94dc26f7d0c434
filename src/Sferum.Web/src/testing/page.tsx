// The client over a fake server, for drawing: `npm run dev`, then /src/testing/page.html. Not part of the build.
import { createRoot } from "react-dom/client";
import { App } from "../shell/App";
import "../shell/styles/index.css";
import { startTexts } from "../texts/language";
import { FakeChat } from "./fakeChat";
import { FakeServer } from "./fakeServer";
import { fakeServices } from "./fakeServices";
import { people } from "./people";

const { anna, sonya, ilya, vera } = people;
const all = [anna, sonya, ilya, vera];
const group = new FakeChat("c1", "7Б · класс", all);
for (let i = 1; i <= 300; i++) {
  const author = all[(i * 7) % 4] ?? anna;
  group.post(
    author,
    `Сообщение ${i}. ${"Уроки по расписанию, но по видеосвязи. ".repeat(i % 4)}`,
    undefined,
    i % 9 ? null : i - 3,
  );
  group.tick((i % 7) * 60_000);
}
group.read(sonya, 290);
group.pin(anna, 12, true);
group.react(ilya, 299, "👍", true);
group.edit(anna, 300, "Исправленное сообщение");
group.delete(anna, 297);
const algebra = new FakeChat("c2", "Алгебра · 7Б", all, "study");
algebra.post(anna, "Разбор контрольной");
const server = new FakeServer([group, algebra]);
Object.assign(window, { server, group, people });

const root = document.getElementById("root");
if (root) {
  window.history.replaceState(null, "", "/chats");
  await startTexts();
  createRoot(root).render(<App services={fakeServices(server, all)} />);
}
