import "i18next";
import type call from "./call.ru";
import type desk from "./desk.ru";
import type ru from "./ru";

// Every key that is used must be in the Russian catalogue: the compiler checks it. The English one is held equal by a test.
declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "web";
    resources: { web: typeof ru; desk: typeof desk; call: typeof call };
    returnNull: false;
  }
}
