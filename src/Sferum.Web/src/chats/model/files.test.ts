import { describe, expect, it } from "vitest";
import { FakeChat } from "../../testing/fakeChat";
import { people } from "../../testing/people";
import type { Attachment, ChatEvent } from "../protocol";
import { applyEvents } from "./apply";
import { newChat } from "./types";

const { anna, sonya } = people;
const picture: Attachment = { id: "f", kind: "picture", name: "a.png", type: "image/png", size: 3 };

describe("A message with files", () => {
  const server = new FakeChat("c1", "7Б", [anna, sonya]);
  const at = server.summary(sonya.id).head;
  const posted: ChatEvent = {
    number: at + 1,
    kind: "posted",
    at: 5,
    author: anna,
    posts: 1,
    message: { text: "", attachments: [picture] },
  };

  it("is named by its first file in the list until it is deleted", () => {
    const { chat } = applyEvents(newChat(server.summary(sonya.id)), [posted]);
    expect(chat.summary.last).toMatchObject({ text: "", attached: "picture" });

    const gone: ChatEvent = { ...posted, number: at + 2, kind: "deleted", target: at + 1, message: { deletedAt: 6 } };
    expect(applyEvents(chat, [gone]).chat.summary.last).toEqual({ number: at + 1, at: 5, author: anna, text: null });
  });
});
