export { default } from "../../../Sferum.Protocol/Texts/desk/en.json";
