// What each role may do at a desk, as in the server's policy table: it decides, this only leaves out what it would refuse.

const heads = ["school_admin", "director", "administration"];
const staff = [...heads, "class_teacher", "subject_teacher"];

const holders = {
  seeSchool: staff,
  seePeople: [...heads, "class_teacher"],
  manageSchool: ["school_admin"],
  manageInvitations: ["school_admin"],
  revokeInvitations: ["school_admin", "class_teacher"],
  seeInvitations: ["school_admin", "class_teacher"],
  decideJoinRequests: ["school_admin"],
  inviteGuardians: [...heads, "class_teacher"],
  confirmGuardians: ["school_admin", "class_teacher"],
  manageEnrollment: ["school_admin"],
  assignTeachers: ["school_admin"],
  manageMovement: ["school_admin"],
  importRoster: ["school_admin"],
  appointAdmin: ["director"],
  seeOrders: heads,
  enterDirectorOrder: ["school_admin", "director", "operator"],
  confirmDirectorOrder: ["district_officer"],
  appointDistrictOfficer: ["operator"],
  seeEscalated: heads,
  requestEvidence: ["school_admin", "director"],
  seeAudit: ["school_admin", "director", "operator"],
  manageRegulation: ["school_admin", "director"],
  activateRegulation: ["director"],
  recordConsent: ["school_admin", "class_teacher"],
  exportPerson: ["school_admin"],
  erasePerson: ["school_admin"],
  decideApplications: ["operator"],
  seeCluster: ["operator"],
  manageCluster: ["operator"],
  announceMaintenance: ["operator"],
} satisfies Record<string, string[]>;

export type Right = keyof typeof holders;

export const may = (roles: string[], right: Right): boolean => roles.some((role) => holders[right].includes(role));

/** The pages of a desk, in the order of their tabs, each with the right without which it would be empty. */
const pages = [
  { id: "console", path: "/school", right: "seePeople" },
  { id: "classes", path: "/school/classes", right: "seeSchool" },
  { id: "people", path: "/school/people", right: "seePeople" },
  { id: "invitations", path: "/school/invitations", right: "seeInvitations" },
  { id: "movements", path: "/school/movements", right: "manageMovement" },
  { id: "structure", path: "/school/structure", right: "manageSchool" },
  { id: "import", path: "/school/import", right: "importRoster" },
  { id: "orders", path: "/school/orders", right: "seeOrders" },
  { id: "documents", path: "/school/documents", right: "manageRegulation" },
  { id: "consents", path: "/school/consents", right: "recordConsent" },
  { id: "moderation", path: "/school/moderation", right: "seeEscalated" },
  { id: "applications", path: "/platform/applications", right: "decideApplications" },
  { id: "officers", path: "/platform/officers", right: "appointDistrictOfficer" },
  { id: "cluster", path: "/platform/cluster", right: "seeCluster" },
  { id: "directors", path: "/district/orders", right: "confirmDirectorOrder" },
  { id: "audit", path: "/school/audit", right: "seeAudit" },
] as const satisfies { id: string; path: string; right: Right }[];

export type DeskPageId = (typeof pages)[number]["id"];

export const deskPages = (roles: string[]) => pages.filter(({ right }) => may(roles, right));

/** What the desk is called in the rail: by where its person works. */
export function deskName(roles: string[]): "school" | "platform" | "district" {
  if (staff.some((role) => roles.includes(role))) return "school";
  return roles.includes("operator") ? "platform" : "district";
}
