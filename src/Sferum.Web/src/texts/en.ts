export { web as default } from "../../../Sferum.Protocol/Texts/en.json";
