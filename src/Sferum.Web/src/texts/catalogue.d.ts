import "i18next";
import type ru from "./ru";

// Every key that is used must be in the Russian catalogue: the compiler checks it. en.json is held equal by a test.
declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "web";
    resources: { web: typeof ru };
    returnNull: false;
  }
}
