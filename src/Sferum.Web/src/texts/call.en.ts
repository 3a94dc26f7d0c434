export { default } from "../../../Sferum.Protocol/Texts/call/en.json";
