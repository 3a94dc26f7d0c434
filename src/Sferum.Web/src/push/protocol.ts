/** When nobody is woken; minutes since midnight in a zone. */
export interface QuietHours {
  from: number;
  to: number;
  zone: string | null;
}

/** Notifications, as they are for this session. */
export interface PushStatus {
  enabled: boolean;
  publicKey: string;
  subscribed: boolean;
  quiet: QuietHours | null;
  school: QuietHours | null;
}

/** A browser that wants notifications. */
export interface PushSubscribeRequest {
  endpoint: string;
  publicKey: string;
  secret: string;
}

/** What a browser gets: that there is something, and nothing of it. */
export interface Notice {
  kind: "chat" | "digest";
  person: string;
  chat: string | null;
  chats: number;
  unread: number;
}
